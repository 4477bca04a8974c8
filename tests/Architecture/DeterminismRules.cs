using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrleansMarkets.Architecture;

/// <summary>Core computes from its inputs alone, and money never meets floating point.</summary>
internal static class DeterminismRules
{
    public static readonly string[] MoneyFolders =
        ["Matching", "Clearing", "Margin", "Funding", "Liquidation", "Accounts", "Oracles", "Money"];

    private static readonly HashSet<string> BannedInCore = new(StringComparer.Ordinal)
    {
        "Task", "ValueTask", "TaskCompletionSource", "Thread", "ThreadPool", "Timer", "PeriodicTimer", "Parallel",
        "DateTime", "DateTimeOffset", "DateOnly", "TimeOnly", "Stopwatch", "TimeProvider", "Environment",
        "Random", "RandomNumberGenerator", "NewGuid", "CreateVersion7", "GetHashCode",
        "File", "FileStream", "Directory", "Socket", "HttpClient", "Console",
    };

    private static readonly HashSet<string> FloatingTypes = new(StringComparer.Ordinal) { "Half", "Double", "Single", "Decimal", "MathF" };

    public static IEnumerable<string> Core(SourceFile file)
    {
        foreach (var token in file.Root.DescendantTokens().Where(token => token.IsKind(SyntaxKind.AsyncKeyword)))
        {
            yield return file.At(token.GetLocation(), "Core is synchronous: async");
        }

        foreach (var name in file.All<SimpleNameSyntax>().Where(name => BannedInCore.Contains(name.Identifier.Text)))
        {
            yield return file.At(name, $"Core has no tasks, clock, randomness, process-random hash or I/O: {name.Identifier.Text}");
        }

        foreach (var directive in file.All<UsingDirectiveSyntax>())
        {
            string name = directive.NamespaceOrType.ToString();
            if (name == "Orleans" || name.StartsWith("Orleans.", StringComparison.Ordinal))
            {
                yield return file.At(directive, $"Core knows no grain runtime: {name}");
            }
        }
    }

    public static IEnumerable<string> MoneyIsInteger(SourceFile file)
    {
        foreach (var token in file.Root.DescendantTokens())
        {
            bool isFloating = token.Kind() is SyntaxKind.FloatKeyword or SyntaxKind.DoubleKeyword or SyntaxKind.DecimalKeyword
                || (token.IsKind(SyntaxKind.NumericLiteralToken) && token.Value is float or double or decimal)
                || (token.IsKind(SyntaxKind.IdentifierToken) && FloatingTypes.Contains(token.Text));
            if (isFloating)
            {
                yield return file.At(token.GetLocation(), $"money is integer: {token.Text}");
            }
        }
    }
}
