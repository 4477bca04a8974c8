namespace OrleansMarkets.Architecture;

public sealed class ShapeTests
{
    [Fact]
    public void Files_lines_and_functions_are_short() => Verdict.AssertNone(Repository.Sources.SelectMany(ShapeRules.Lengths));

    [Theory]
    [InlineData(ShapeRules.MaxFunctionLines, 0)]
    [InlineData(ShapeRules.MaxFunctionLines + 1, 1)]
    public void A_long_function_is_found(int lines, int violations)
    {
        string body = string.Concat(Enumerable.Repeat("\n", lines - 1));
        Assert.Equal(violations, ShapeRules.Lengths(File($"class C {{\n[Fact]\nvoid M() {{{body}}} }}")).Count());
    }

    [Theory]
    [InlineData(ShapeRules.MaxFileLines, 0)]
    [InlineData(ShapeRules.MaxFileLines + 1, 1)]
    public void A_long_file_is_found(int lines, int violations) =>
        Assert.Equal(violations, ShapeRules.Lengths(File(string.Concat(Enumerable.Repeat("//\n", lines)))).Count());

    [Theory]
    [InlineData(ShapeRules.MaxLineCharacters, 0)]
    [InlineData(ShapeRules.MaxLineCharacters + 1, 1)]
    public void A_long_line_is_found(int characters, int violations) =>
        Assert.Equal(violations, ShapeRules.Lengths(File(new string('/', characters))).Count());

    [Fact]
    public void One_type_per_file_with_the_files_name() => Verdict.AssertNone(Repository.Sources.SelectMany(ShapeRules.OneTypePerFile));

    [Theory]
    [InlineData("more than one", "namespace N; class C { } class D { }")]
    [InlineData("not named like", "namespace N; class D { }")]
    public void A_second_or_misnamed_type_is_found(string words, string text) =>
        Verdict.AssertOne(words, ShapeRules.OneTypePerFile(File(text)));

    [Fact]
    public void Types_that_differ_in_type_parameters_share_a_file() =>
        Verdict.AssertNone(ShapeRules.OneTypePerFile(File("namespace N; class C { class Nested { } } class C<T> { }")));

    [Fact]
    public void Namespaces_are_file_scoped() => Verdict.AssertNone(Repository.Sources.SelectMany(ShapeRules.Namespaces));

    [Theory]
    [InlineData("braces", "namespace N { class C { } }")]
    [InlineData("outside every namespace", "class C { }")]
    public void Another_namespace_style_is_found(string words, string text) => Verdict.AssertOne(words, ShapeRules.Namespaces(File(text)));

    [Fact]
    public void No_work_is_left_unfinished() => Verdict.AssertNone(Repository.Sources.SelectMany(ShapeRules.UnfinishedWork));

    [Theory]
    [InlineData("// TODO later")]
    [InlineData("/* FIXME */ class C { }")]
    [InlineData("/// <summary>A HACK.</summary>\nclass C { }")]
    [InlineData("class C { object M() => throw new NotImplementedException(); }")]
    public void Unfinished_work_is_found(string text) => Verdict.AssertOne("unfinished", ShapeRules.UnfinishedWork(File(text)));

    [Fact]
    public void Tests_do_not_use_real_time() => Verdict.AssertNone(Repository.In("tests").SelectMany(ShapeRules.RealTimeInTests));

    [Theory]
    [InlineData("class C { void M() => Thread.Sleep(1); }")]
    [InlineData("class C { object M() => System.DateTime.UtcNow; }")]
    [InlineData("class C { object M() => DateTimeOffset.Now; }")]
    public void Real_time_in_a_test_is_found(string text) => Verdict.AssertOne("real time", ShapeRules.RealTimeInTests(File(text)));

    [Fact]
    public void Every_production_folder_is_explained() =>
        Verdict.AssertNone(ShapeRules.UnexplainedFolders(Repository.Production, Repository.Read("docs/architecture.md")));

    [Fact]
    public void An_unexplained_folder_is_found()
    {
        SourceFile[] files = [SourceFile.Parse("src/P/Matching/C.cs", "")];
        Verdict.AssertOne("Matching", ShapeRules.UnexplainedFolders(files, "P: MatchingRules"));
        Verdict.AssertNone(ShapeRules.UnexplainedFolders(files, "P: `Matching`"));
    }

    private static SourceFile File(string text) => SourceFile.Parse("src/P/A/C.cs", text);
}
