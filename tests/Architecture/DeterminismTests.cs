namespace OrleansMarkets.Architecture;

public sealed class DeterminismTests
{
    internal const string CoreFolder = "src/OrleansMarkets.Core";

    private static IEnumerable<SourceFile> MoneyFiles =>
        DeterminismRules.MoneyFolders.SelectMany(folder => Repository.In($"{CoreFolder}/{folder}"));

    [Fact]
    public void Core_is_synchronous_and_reads_nothing_but_its_inputs() =>
        Verdict.AssertNone(Repository.In(CoreFolder).SelectMany(DeterminismRules.Core));

    [Theory]
    [InlineData("async", "class C { async void M() { } }")]
    [InlineData("Task", "class C { Task M() => null; }")]
    [InlineData("ValueTask", "class C { ValueTask<int> M() => default; }")]
    [InlineData("DateTime", "class C { long M() => DateTime.UtcNow.Ticks; }")]
    [InlineData("Random", "class C { int M() => Random.Shared.Next(); }")]
    [InlineData("NewGuid", "class C { object M() => Guid.NewGuid(); }")]
    [InlineData("GetHashCode", "class C { int M(string s) => s.GetHashCode(); }")]
    [InlineData("grain runtime", "using Orleans.Runtime;")]
    public void An_outside_influence_in_Core_is_found(string words, string text) =>
        Verdict.AssertOne(words, DeterminismRules.Core(SourceFile.Parse("src/OrleansMarkets.Core/A/C.cs", text)));

    [Fact]
    public void Money_folders_hold_integers_only()
    {
        Assert.NotEmpty(MoneyFiles);
        Verdict.AssertNone(MoneyFiles.SelectMany(DeterminismRules.MoneyIsInteger));
    }

    [Theory]
    [InlineData("class C { double rate; }")]
    [InlineData("class C { void M() { var rate = 0.5; } }")]
    [InlineData("class C { void M() { var rate = 5m; } }")]
    [InlineData("class C { Half rate; }")]
    public void Floating_point_next_to_money_is_found(string text) =>
        Verdict.AssertOne("money is integer", DeterminismRules.MoneyIsInteger(SourceFile.Parse("src/P/A/C.cs", text)));

    [Fact]
    public void Integers_pass()
    {
        var file = SourceFile.Parse("src/P/A/C.cs", "class C { Int128 M(long a) => (Int128)a * 5; }");
        Verdict.AssertNone(DeterminismRules.MoneyIsInteger(file));
    }
}
