using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrleansMarkets.Architecture;

/// <summary>How long files, lines and functions may be, one type per file, and words that finished code does not contain.</summary>
internal static partial class ShapeRules
{
    public const int MaxFileLines = 600;
    public const int MaxLineCharacters = 140;
    public const int MaxFunctionLines = 70;

    private static readonly string[] Clocks = ["DateTime", "DateTimeOffset"];

    public static IEnumerable<string> Lengths(SourceFile file)
    {
        string[] lines = file.Text.TrimEnd('\n').Split('\n');
        if (lines.Length > MaxFileLines)
        {
            yield return $"{file.Path}: {lines.Length} lines of at most {MaxFileLines}";
        }

        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length > MaxLineCharacters)
            {
                yield return $"{file.Path}:{i + 1}: {lines[i].Length} characters of at most {MaxLineCharacters}";
            }
        }

        foreach (var function in file.Root.DescendantNodes().Where(IsFunction))
        {
            int length = CodeLines(function);
            if (length > MaxFunctionLines)
            {
                yield return file.At(function, $"a function of {length} lines of at most {MaxFunctionLines}");
            }
        }
    }

    /// <summary>One top-level type, named like the file; types that differ only in their number of type parameters may share one.</summary>
    public static IEnumerable<string> OneTypePerFile(SourceFile file)
    {
        string[] names = [.. file.TopLevelTypes.Select(type => type.NameOf()).Distinct(StringComparer.Ordinal)];
        if (names.Length > 1)
        {
            yield return $"{file.Path}: more than one top-level type: {string.Join(", ", names)}";
        }
        else if (names.Length == 1 && file.Stem.Split('.', '`', '{')[0] != names[0])
        {
            yield return $"{file.Path}: the file is not named like its type {names[0]}";
        }
    }

    public static IEnumerable<string> Namespaces(SourceFile file)
    {
        foreach (var block in file.All<NamespaceDeclarationSyntax>())
        {
            yield return file.At(block, "a namespace with braces: use a file-scoped one");
        }

        if (file.Namespace.Length == 0 && file.TopLevelTypes.Any(type => type.NameOf() != "Program"))
        {
            yield return $"{file.Path}: a type outside every namespace";
        }
    }

    public static IEnumerable<string> UnfinishedWork(SourceFile file)
    {
        foreach (var comment in file.Root.DescendantTrivia(descendIntoTrivia: false).Where(IsComment))
        {
            if (UnfinishedWords().Match(comment.ToFullString()) is { Success: true } match)
            {
                yield return file.At(comment.GetLocation(), $"unfinished work: {match.Value}");
            }
        }

        foreach (var name in file.All<SimpleNameSyntax>().Where(name => name.Identifier.Text == "NotImplementedException"))
        {
            yield return file.At(name, $"unfinished work: {name.Identifier.Text}");
        }
    }

    /// <summary>Tests wait for events and take time from a provider: real time makes them slow and flaky.</summary>
    public static IEnumerable<string> RealTimeInTests(SourceFile file)
    {
        foreach (var access in file.All<MemberAccessExpressionSyntax>())
        {
            string owner = access.Expression.ToString().Split('.')[^1];
            string member = access.Name.Identifier.Text;
            bool sleeps = owner == "Thread" && member == "Sleep";
            bool readsClock = Clocks.Contains(owner) && (member is "Now" or "UtcNow");
            if (sleeps || readsClock)
            {
                yield return file.At(access, $"real time in a test: {access}");
            }
        }
    }

    /// <summary>Every folder of production code is explained in the architecture page.</summary>
    public static IEnumerable<string> UnexplainedFolders(IEnumerable<SourceFile> files, string page) =>
        files
            .SelectMany(file => file.Path.Split('/')[..^1])
            .Where(folder => folder != "src")
            .Distinct(StringComparer.Ordinal)
            .Where(folder => !Regex.IsMatch(page, $@"(?<![\w.]){Regex.Escape(folder)}(?![\w])"))
            .Select(folder => $"docs/architecture.md does not mention the folder {folder}");

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex UnfinishedWords();

    private static bool IsComment(SyntaxTrivia trivia) =>
        trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
            or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia;

    private static bool IsFunction(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax
            or AnonymousFunctionExpressionSyntax;

    // Attributes and comments above a function do not count.
    private static int CodeLines(SyntaxNode function)
    {
        var first = function.ChildNodesAndTokens().First(child => !child.IsKind(SyntaxKind.AttributeList));
        int start = first.GetLocation()!.GetLineSpan().StartLinePosition.Line;
        return function.GetLocation().GetLineSpan().EndLinePosition.Line - start + 1;
    }
}
