using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrleansMarkets.Architecture;

/// <summary>A type that Core or Contracts declares.</summary>
internal sealed record DeclaredType(SourceFile File, MemberDeclarationSyntax Declaration)
{
    public string Name => Declaration.NameOf();

    public string FullName => $"{File.Namespace}.{Name}";

    public bool IsEnum => Declaration is EnumDeclarationSyntax;

    public bool IsContract => File.Namespace.StartsWith("OrleansMarkets.Contracts", StringComparison.Ordinal);
}
