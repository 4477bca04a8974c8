using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrleansMarkets.Architecture;

/// <summary>What real Orleans demands of grain interfaces, and that every name on the wire is an alias.</summary>
internal sealed class GrainInterfaceRules(MessageRules messages)
{
    private static readonly string[] TaskTypes = ["Task", "ValueTask"];

    public static bool IsGrainInterface(InterfaceDeclarationSyntax type) =>
        type.BaseNames().Any(name =>
            name.StartsWith("IGrain", StringComparison.Ordinal) || name.EndsWith("Grain", StringComparison.Ordinal));

    public IEnumerable<string> Check(SourceFile file)
    {
        foreach (var type in file.All<InterfaceDeclarationSyntax>())
        {
            if (!IsGrainInterface(type))
            {
                yield return file.At(type, $"{type.Identifier.Text} is no grain interface");
                continue;
            }

            if (!type.Has("Alias"))
            {
                yield return file.At(type, $"{type.Identifier.Text} has no [Alias]");
            }

            foreach (string violation in type.Members.SelectMany(member => Member(file, type, member)).Concat(RepeatedAliases(file, type)))
            {
                yield return violation;
            }
        }
    }

    /// <summary>Aliases name types on the wire, so each is used once in the whole of the contracts.</summary>
    public static IEnumerable<string> RepeatedTypeAliases(IEnumerable<SourceFile> files) =>
        files
            .SelectMany(file => file.TopLevelTypes.Select(type => (Alias: type.Alias(), Where: file.Path)))
            .Where(type => type.Alias != null)
            .GroupBy(type => type.Alias, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => $"{string.Join(", ", group.Select(type => type.Where))}: the alias {group.Key} names more than one type");

    private IEnumerable<string> Member(SourceFile file, InterfaceDeclarationSyntax type, MemberDeclarationSyntax member)
    {
        if (member is not MethodDeclarationSyntax method || member.IsStatic())
        {
            yield return file.At(member, $"{type.Identifier.Text} may have instance methods only");
            yield break;
        }

        string name = method.Identifier.Text;
        if (!method.Has("Alias"))
        {
            yield return file.At(method, $"{name} has no [Alias]");
        }

        if (ResultRefusal(file, type, method.ReturnType) is { } reason)
        {
            yield return file.At(method, $"{name}: {reason}");
        }

        foreach (var parameter in method.ParameterList.Parameters)
        {
            if (parameter.Modifiers.Count > 0)
            {
                yield return file.At(parameter, $"{name}: a parameter of a grain call has no modifier: {parameter}");
            }
            else if (parameter.Type!.ToString() != "CancellationToken" && messages.Refusal(file, parameter.Type) is { } refusal)
            {
                yield return file.At(parameter, $"{name}: {refusal}");
            }
        }
    }

    private string? ResultRefusal(SourceFile file, InterfaceDeclarationSyntax type, TypeSyntax result) => result switch
    {
        IdentifierNameSyntax plain when TaskTypes.Contains(plain.Identifier.Text) => null,
        GenericNameSyntax generic when TaskTypes.Contains(generic.Identifier.Text) =>
            messages.Refusal(file, generic.TypeArgumentList.Arguments[0]),
        PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } when type.BaseNames().Contains("IGrainObserver") => null,
        _ => $"a grain call returns Task or ValueTask, not {result}",
    };

    private static IEnumerable<string> RepeatedAliases(SourceFile file, InterfaceDeclarationSyntax type) =>
        type.Members
            .Where(member => member.Alias() != null)
            .GroupBy(member => member.Alias(), StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => file.At(group.First(), $"{type.Identifier.Text} has the method alias {group.Key} more than once"));
}
