namespace OrleansMarkets.Architecture;

public sealed class DocumentTests
{
    private static readonly string[] Pages =
    [
        "README.md", "CHANGELOG.md",
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(page => Path.GetRelativePath(Repository.Root, page)),
    ];

    [Fact]
    public void Pages_name_files_that_exist() =>
        Verdict.AssertNone(Pages.SelectMany(page => DocumentRules.DeadReferences(page, Repository.Read(page), Exists)));

    [Theory]
    [InlineData("leads nowhere", "see [that](missing.md)")]
    [InlineData("no file", "`Core/Clearing/Missing.cs` does it")]
    public void A_reference_to_nothing_is_found(string words, string text) =>
        Verdict.AssertOne(words, DocumentRules.DeadReferences("docs/page.md", text, path => path == "docs/adr"));

    [Theory]
    [InlineData("see [the records](adr#first), [outside](https://example.org/a.md)")]
    [InlineData("`Core/Money/IntegerMath.cs` rounds, `src/BannedSymbols.txt` bans")]
    public void A_reference_to_something_passes(string text) =>
        Verdict.AssertNone(DocumentRules.DeadReferences("docs/page.md", text, Known));

    [Fact]
    public void Pages_name_tests_that_exist()
    {
        var tests = Repository.In("tests").SelectMany(DocumentRules.TestsIn).ToHashSet(StringComparer.Ordinal);
        Verdict.AssertNone(Pages.SelectMany(page => DocumentRules.MissingTests(page, Repository.Read(page), tests)));
    }

    [Fact]
    public void A_test_that_nobody_wrote_is_found()
    {
        var file = SourceFile.Parse("tests/P/BookTests.cs", "class BookTests { [Fact] public void Trades() { } void Helper() { } }");
        var tests = DocumentRules.TestsIn(file).ToHashSet(StringComparer.Ordinal);
        Verdict.AssertOne("BookTests.Helper", DocumentRules.MissingTests("page", "`BookTests.Trades`, `BookTests.Helper`", tests));
    }

    private static bool Known(string path) =>
        path is "docs/adr" or "src/OrleansMarkets.Core/Money/IntegerMath.cs" or "src/BannedSymbols.txt";

    private static bool Exists(string path) => Path.Exists(Path.Combine(Repository.Root, path));
}
