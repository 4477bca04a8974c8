using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrleansMarkets.Architecture;

/// <summary>The pages speak of what exists: every link and every file name in code type leads to a file of the repository.</summary>
internal static partial class DocumentRules
{
    // Pages write 'Core/Clearing/MarketEngine.cs' for the file of the project OrleansMarkets.Core.
    private static readonly string[] Prefixes = ["", "src/", "src/OrleansMarkets."];

    /// <param name="path">Path of the page from the repository root.</param>
    /// <param name="text">The page.</param>
    /// <param name="exists">Whether a path from the repository root leads to a file or folder.</param>
    public static IEnumerable<string> DeadReferences(string path, string text, Predicate<string> exists)
    {
        foreach (string link in Links().Matches(text).Select(match => match.Groups["target"].Value))
        {
            if (!link.Contains("://", StringComparison.Ordinal) && !exists(Path.Combine(Path.GetDirectoryName(path)!, link)))
            {
                yield return $"{path}: the link {link} leads nowhere";
            }
        }

        foreach (string name in FileNames().Matches(text).Select(match => match.Groups["name"].Value))
        {
            if (!Prefixes.Any(prefix => exists(prefix + name)))
            {
                yield return $"{path}: there is no file {name}";
            }
        }
    }

    /// <summary>Tests that a page names as `ClassTests.Method` but that nobody wrote.</summary>
    public static IEnumerable<string> MissingTests(string path, string text, IReadOnlySet<string> tests) =>
        TestNames().Matches(text)
            .Select(match => match.Groups["name"].Value)
            .Where(name => !tests.Contains(name))
            .Select(name => $"{path}: there is no test {name}");

    /// <summary>Every test method of a file as Class.Method.</summary>
    public static IEnumerable<string> TestsIn(SourceFile file) =>
        file.All<ClassDeclarationSyntax>().SelectMany(type => type.Members
            .OfType<MethodDeclarationSyntax>()
            .Where(method => method.Has("Fact") || method.Has("Theory"))
            .Select(method => $"{type.Identifier.Text}.{method.Identifier.Text}"));

    [GeneratedRegex(@"`(?<name>\w+Tests\.\w+)`")]
    private static partial Regex TestNames();

    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)(#[^)\s]*)?\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"`(?<name>[\w./-]+\.(?:cs|csproj|props|targets|sln|slnf|sh|txt|md))`")]
    private static partial Regex FileNames();
}
