using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrleansMarkets.Architecture;

/// <summary>Resolves type names in contract files to declarations of Contracts and Core, by namespace and using directive.</summary>
internal sealed class TypeIndex
{
    private readonly ILookup<string, DeclaredType> _byName;

    public TypeIndex(IEnumerable<SourceFile> files)
    {
        _byName = files
            .SelectMany(file => file.TopLevelTypes.Select(type => new DeclaredType(file, type)))
            .ToLookup(type => type.Name, StringComparer.Ordinal);
    }

    /// <summary>The declaration that a name means in a file; null when neither project declares it.</summary>
    public DeclaredType? Resolve(SourceFile file, NameSyntax name)
    {
        string text = name.ToString();
        string simple = text[(text.LastIndexOf('.') + 1)..];
        return _byName[simple].FirstOrDefault(type => text.Contains('.')
            ? type.FullName.EndsWith(text, StringComparison.Ordinal)
            : IsVisible(file, type.File.Namespace));
    }

    private static bool IsVisible(SourceFile file, string declaredIn) =>
        file.Namespace == declaredIn
        || file.Namespace.StartsWith(declaredIn + ".", StringComparison.Ordinal)
        || file.All<UsingDirectiveSyntax>().Any(directive => directive.NamespaceOrType.ToString() == declaredIn);
}
