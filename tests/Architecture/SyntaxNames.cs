using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrleansMarkets.Architecture;

/// <summary>Names and attributes of declarations.</summary>
internal static class SyntaxNames
{
    public static string NameOf(this MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax declared => declared.Identifier.Text,
        DelegateDeclarationSyntax declared => declared.Identifier.Text,
        _ => throw new ArgumentException($"not a type: {type.Kind()}", nameof(type)),
    };

    /// <summary>The attribute of a simple name, with or without its target and 'Attribute'; null when there is none.</summary>
    public static AttributeSyntax? Find(this IEnumerable<AttributeListSyntax> lists, string name) =>
        lists.SelectMany(list => list.Attributes).FirstOrDefault(attribute => Simple(attribute.Name.ToString()) == name);

    public static bool Has(this MemberDeclarationSyntax member, string attribute) => member.AttributeLists.Find(attribute) != null;

    /// <summary>The value of [Alias("...")], null when there is none.</summary>
    public static string? Alias(this MemberDeclarationSyntax member) => FirstArgument(member.AttributeLists.Find("Alias"))?.Trim('"');

    /// <summary>The text of the number of [Id(n)], null when there is none.</summary>
    public static string? Id(this IEnumerable<AttributeListSyntax> lists) => FirstArgument(lists.Find("Id"));

    public static bool IsStatic(this MemberDeclarationSyntax member) =>
        member.Modifiers.Any(SyntaxKind.StaticKeyword) || member.Modifiers.Any(SyntaxKind.ConstKeyword);

    /// <summary>The names in a base list, without their namespaces and type arguments.</summary>
    public static IEnumerable<string> BaseNames(this BaseTypeDeclarationSyntax type) =>
        type.BaseList?.Types.Select(entry => Simple(entry.Type.ToString().Split('<')[0])) ?? [];

    private static string? FirstArgument(AttributeSyntax? attribute) => attribute?.ArgumentList?.Arguments.FirstOrDefault()?.ToString();

    private static string Simple(string name)
    {
        string last = name.Split('.', ':')[^1];
        return last.EndsWith("Attribute", StringComparison.Ordinal) ? last[..^"Attribute".Length] : last;
    }
}
