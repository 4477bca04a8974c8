using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrleansMarkets.Architecture;

/// <summary>
/// What real Orleans demands of message types, checked where its analyzers do not run, and what our wire form demands on top: an alias,
/// immutability, and members that both runtimes can carry.
/// </summary>
internal sealed class MessageRules(TypeIndex index)
{
    private static readonly string[] ImmutableCollections =
    [
        "ImmutableArray", "ImmutableList", "ImmutableDictionary", "ImmutableSortedDictionary", "ImmutableHashSet", "ImmutableSortedSet",
    ];

    public IEnumerable<string> Check(SourceFile file)
    {
        foreach (var declaration in file.TopLevelTypes)
        {
            if (declaration is not TypeDeclarationSyntax type)
            {
                if (declaration is DelegateDeclarationSyntax)
                {
                    yield return file.At(declaration, "a delegate is no message");
                }

                continue;
            }

            if (type is InterfaceDeclarationSyntax || type.IsStatic())
            {
                continue;
            }

            foreach (string violation in TypeAttributes(file, type).Concat(Ids(file, type)).Concat(MemberTypes(file, type)))
            {
                yield return violation;
            }
        }
    }

    /// <summary>The type of a member, parameter or result: null when it may cross a grain call, else the reason why not.</summary>
    public string? Refusal(SourceFile file, TypeSyntax type)
    {
        switch (type)
        {
            case NullableTypeSyntax nullable:
                return Refusal(file, nullable.ElementType);
            case PredefinedTypeSyntax predefined:
                return predefined.Keyword.IsKind(SyntaxKind.ObjectKeyword) ? "object has no wire form" : null;
            case GenericNameSyntax generic when ImmutableCollections.Contains(generic.Identifier.Text):
                return generic.TypeArgumentList.Arguments
                    .Select(argument => Refusal(file, argument))
                    .FirstOrDefault(reason => reason != null);
            case ArrayTypeSyntax:
                return $"{type} can be changed after it was sent: use ImmutableArray";
            case NameSyntax name when index.Resolve(file, name) is { } declared:
                return declared.IsContract || declared.IsEnum ? null : $"the Core type {declared.Name} must not cross a grain call";
            default:
                return $"{type} is no primitive, enum, string, contract type or immutable collection of them";
        }
    }

    /// <summary>Members with state beside the positional parameters: fields and automatically implemented properties.</summary>
    public static IEnumerable<MemberDeclarationSyntax> StatefulMembers(TypeDeclarationSyntax type) =>
        type.Members.Where(member => !member.IsStatic() && member switch
        {
            FieldDeclarationSyntax => true,
            PropertyDeclarationSyntax property =>
                property.ExpressionBody == null && property.AccessorList!.Accessors.All(IsAutomatic),
            _ => false,
        });

    private static bool IsAutomatic(AccessorDeclarationSyntax accessor) => accessor.Body == null && accessor.ExpressionBody == null;

    private static IEnumerable<string> TypeAttributes(SourceFile file, TypeDeclarationSyntax type)
    {
        foreach (string attribute in new[] { "GenerateSerializer", "Immutable", "Alias" }.Where(attribute => !type.Has(attribute)))
        {
            yield return file.At(type, $"{type.Identifier.Text} has no [{attribute}]");
        }
    }

    private static IEnumerable<string> Ids(SourceFile file, TypeDeclarationSyntax type)
    {
        MemberDeclarationSyntax[] members = [.. StatefulMembers(type)];
        foreach (var member in members.Where(member => member.AttributeLists.Id() == null))
        {
            yield return file.At(member, $"a member of {type.Identifier.Text} has no [Id]");
        }

        // Positional parameters and other members count in separate number spaces.
        var parameters = type.ParameterList?.Parameters ?? [];
        var spaces = new[] { members.Select(member => member.AttributeLists.Id()), parameters.Select(each => each.AttributeLists.Id()) };
        foreach (var repeated in spaces.SelectMany(space => space.OfType<string>().GroupBy(id => id).Where(group => group.Count() > 1)))
        {
            yield return file.At(type, $"{type.Identifier.Text} has [Id({repeated.Key})] more than once");
        }

        if (members.Length + parameters.Count == 0)
        {
            yield return file.At(type, $"{type.Identifier.Text} has nothing to serialize");
        }
    }

    private IEnumerable<string> MemberTypes(SourceFile file, TypeDeclarationSyntax type)
    {
        var positional = type.ParameterList?.Parameters.Select(parameter => parameter.Type).OfType<TypeSyntax>() ?? [];
        var others = StatefulMembers(type).Select(member => member switch
        {
            FieldDeclarationSyntax field => field.Declaration.Type,
            PropertyDeclarationSyntax property => property.Type,
            _ => throw new InvalidOperationException($"unexpected member {member.Kind()}"),
        });
        foreach (var memberType in positional.Concat(others))
        {
            if (Refusal(file, memberType) is { } reason)
            {
                yield return file.At(memberType, reason);
            }
        }
    }
}
