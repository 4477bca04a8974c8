using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrleansMarkets.Architecture;

/// <summary>
/// The public surface as text: grain interfaces with their methods, messages with their ids, and the enums they carry with their values.
/// It is checked in, so a change of the wire form shows up as a difference in review.
/// </summary>
internal static class ContractManifest
{
    internal const string Header =
        "# Grain interfaces, messages and enums as they are on the wire. Written by the architecture tests: see docs/architecture.md.\n";

    public static string Write(IReadOnlyCollection<SourceFile> contracts, IEnumerable<SourceFile> core)
    {
        var index = new TypeIndex(contracts.Concat(core));
        var interfaces = Entries(contracts, type => type is InterfaceDeclarationSyntax);
        var messages = Entries(contracts, type => type is TypeDeclarationSyntax && type.Has("GenerateSerializer"));
        var text = new StringBuilder(Header);
        foreach (var entry in interfaces)
        {
            WriteInterface(text, entry);
        }

        foreach (var entry in messages)
        {
            WriteMessage(text, entry);
        }

        foreach (var entry in UsedEnums(contracts, index))
        {
            WriteEnum(text, entry);
        }

        return text.ToString();
    }

    private static IOrderedEnumerable<DeclaredType> Entries(IEnumerable<SourceFile> files, Func<MemberDeclarationSyntax, bool> wanted) =>
        files.SelectMany(file => file.TopLevelTypes.Where(wanted).Select(type => new DeclaredType(file, type)))
            .OrderBy(type => type.Declaration.Alias(), StringComparer.Ordinal)
            .ThenBy(type => type.FullName, StringComparer.Ordinal);

    private static void WriteInterface(StringBuilder text, DeclaredType type)
    {
        var declaration = (InterfaceDeclarationSyntax)type.Declaration;
        Line(text, $"\ninterface {declaration.Alias()} {type.FullName} : {string.Join(", ", declaration.BaseNames())}");
        var methods = declaration.Members.OfType<MethodDeclarationSyntax>().OrderBy(method => method.Alias(), StringComparer.Ordinal);
        foreach (var method in methods)
        {
            var parameters = method.ParameterList.Parameters.Select(parameter => parameter.Type?.ToString());
            string[] traits = ["ReadOnly", "AlwaysInterleave", "OneWay"];
            string marks = string.Concat(traits.Where(method.Has).Select(trait => $" [{trait}]"));
            Line(text, $"  {method.Alias()} {method.ReturnType} {method.Identifier.Text}({string.Join(", ", parameters)}){marks}");
        }
    }

    private static void WriteMessage(StringBuilder text, DeclaredType type)
    {
        var declaration = (TypeDeclarationSyntax)type.Declaration;
        bool isStruct = declaration is StructDeclarationSyntax or RecordDeclarationSyntax { ClassOrStructKeyword.Text: "struct" };
        string kind = (declaration is RecordDeclarationSyntax ? "record " : "") + (isStruct ? "struct" : "class");
        Line(text, $"\nmessage {declaration.Alias()} {type.FullName} ({kind})");
        int position = 0;
        foreach (var parameter in declaration.ParameterList?.Parameters ?? [])
        {
            Line(text, $"  positional {parameter.AttributeLists.Id() ?? Number(position)} {parameter.Type} {parameter.Identifier.Text}");
            position++;
        }

        foreach (var member in MessageRules.StatefulMembers(declaration))
        {
            string words = member switch
            {
                PropertyDeclarationSyntax property => $"{property.Type} {property.Identifier.Text}",
                FieldDeclarationSyntax field => field.Declaration.ToString(),
                _ => throw new InvalidOperationException($"unexpected member of {type.FullName}"),
            };
            Line(text, $"  member {member.AttributeLists.Id()} {words}");
        }
    }

    // Enums travel as their number, whichever project declares them.
    private static IOrderedEnumerable<DeclaredType> UsedEnums(IEnumerable<SourceFile> contracts, TypeIndex index) =>
        contracts
            .SelectMany(file => file.All<NameSyntax>().Select(name => index.Resolve(file, name)))
            .OfType<DeclaredType>()
            .Where(type => type.IsEnum)
            .DistinctBy(type => type.FullName)
            .OrderBy(type => type.FullName, StringComparer.Ordinal);

    private static void WriteEnum(StringBuilder text, DeclaredType type)
    {
        var declaration = (EnumDeclarationSyntax)type.Declaration;
        Line(text, $"\nenum {type.FullName} : {declaration.BaseList?.Types[0].ToString() ?? "int"}");
        long next = 0;
        foreach (var member in declaration.Members)
        {
            string written = member.EqualsValue?.Value.ToString() ?? Number(next);
            next = long.TryParse(written, CultureInfo.InvariantCulture, out long value) ? value + 1 : next + 1;
            Line(text, $"  {written} {member.Identifier.Text}");
        }
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
