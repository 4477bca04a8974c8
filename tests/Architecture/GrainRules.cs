using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrleansMarkets.Architecture;

/// <summary>Grains use the API that both runtimes share, and what Orleans' own analyzers say about grain classes.</summary>
internal static class GrainRules
{
    private const string BaseClass = "ExchangeGrain";

    // A namespace is allowed with everything below it only where the entry ends in '.'.
    private static readonly string[] AllowedNamespaces =
    [
        "System", "System.Buffers", "System.Buffers.Binary", "System.Collections.", "System.Diagnostics", "System.Diagnostics.CodeAnalysis",
        "System.Diagnostics.Metrics", "System.Globalization", "System.Linq", "System.Numerics", "System.Runtime.CompilerServices",
        "System.Runtime.InteropServices", "System.Security.Cryptography", "System.Text", "System.Text.Json",
        "System.Threading", "System.Threading.Tasks", "System.Threading.Tasks.Sources",
        "Microsoft.Extensions.DependencyInjection.", "Microsoft.Extensions.Hosting.", "Microsoft.Extensions.Logging.",
        "Microsoft.Extensions.Options.",
        "Orleans", "Orleans.Concurrency", "Orleans.Configuration", "Orleans.Hosting", "Orleans.Placement", "Orleans.Runtime",
        "Orleans.Runtime.Placement", "Orleans.Storage",
        "OrleansMarkets.Contracts.", "OrleansMarkets.Core.", "OrleansMarkets.Grains.", "OrleansMarkets.Journal.",
    ];

    // Types of namespaces that every file imports implicitly.
    private static readonly HashSet<string> BannedNames = new(StringComparer.Ordinal)
    {
        "File", "Directory", "FileStream", "StreamReader", "StreamWriter", "Path", "HttpClient", "Console", "ConfigureAwait",
    };

    public static IEnumerable<string> Namespaces(SourceFile file)
    {
        foreach (var directive in file.All<UsingDirectiveSyntax>())
        {
            string name = directive.NamespaceOrType.ToString();
            bool namesType = directive.StaticKeyword.IsKind(SyntaxKind.StaticKeyword) || directive.Alias != null;
            if (!IsAllowed(namesType ? Parent(name) : name))
            {
                yield return file.At(directive, $"namespace outside the subset that both runtimes share: {name}");
            }
        }

        foreach (var name in file.All<SimpleNameSyntax>().Where(name => BannedNames.Contains(name.Identifier.Text)))
        {
            yield return file.At(name, $"grains do no I/O and never leave the activation's scheduler: {name.Identifier.Text}");
        }
    }

    /// <summary>Grains derive from the base class that lets go of the activation's lock before it calls anybody.</summary>
    public static IEnumerable<string> BaseClasses(SourceFile file) =>
        file.All<ClassDeclarationSyntax>()
            .Where(type => type.Identifier.Text != BaseClass && type.BaseNames().Contains("Grain"))
            .Select(type => file.At(type, $"grains derive from {BaseClass}: {type.Identifier.Text}"));

    /// <summary>Code for one flavour lives in a folder of its name, never behind a directive.</summary>
    public static IEnumerable<string> NoConditionalCode(SourceFile file) =>
        file.Root.DescendantTrivia()
            .Where(trivia => trivia.Kind() is SyntaxKind.IfDirectiveTrivia or SyntaxKind.ElifDirectiveTrivia)
            .Select(trivia => file.At(trivia.GetLocation(), "conditional compilation"));

    /// <summary>ORLEANS0013, an alias on a grain class; ORLEANS0001, interleaving declared on the class, not the interface.</summary>
    public static IEnumerable<string> GrainClasses(SourceFile file)
    {
        foreach (var type in file.All<ClassDeclarationSyntax>())
        {
            if (type.Has("Alias") && type.BaseNames().Any(name => name.EndsWith("Grain", StringComparison.Ordinal)))
            {
                yield return file.At(type, $"[Alias] on the grain class {type.Identifier.Text}: use [GrainType]");
            }

            foreach (var method in type.Members.OfType<MethodDeclarationSyntax>().Where(method => method.Has("AlwaysInterleave")))
            {
                yield return file.At(method, $"[AlwaysInterleave] belongs on the interface: {method.Identifier.Text}");
            }
        }
    }

    private static bool IsAllowed(string name)
    {
        string bare = name.Replace("global::", "", StringComparison.Ordinal);
        return AllowedNamespaces.Any(allowed => allowed.EndsWith('.')
            ? (bare + ".").StartsWith(allowed, StringComparison.Ordinal)
            : bare == allowed);
    }

    private static string Parent(string name)
    {
        int dot = name.Split('<')[0].LastIndexOf('.');
        return dot < 0 ? "System" : name[..dot];
    }
}
