namespace OrleansMarkets.Architecture;

public sealed class ResultCodeTests
{
    [Fact]
    public void Codes_are_unique_and_in_their_bands()
    {
        var file = Assert.Single(Repository.Sources, file => file.Path == "src/OrleansMarkets.Core/Markets/ResultCode.cs");
        Verdict.AssertNone(ResultCodeRules.Check(file));
    }

    [Theory]
    [InlineData("already A", "A = 1001, B = 1001")]
    [InlineData("no band", "A = 1300")]
    [InlineData("no written number", "A")]
    public void An_unstable_code_is_found(string words, string members) =>
        Verdict.AssertOne(words, ResultCodeRules.Check(SourceFile.Parse("src/P/A/ResultCode.cs", $"enum ResultCode {{ {members} }}")));
}
