namespace OrleansMarkets.Architecture;

/// <summary>How tests state the outcome of a rule.</summary>
internal static class Verdict
{
    public static void AssertNone(IEnumerable<string> violations)
    {
        string[] all = [.. violations];
        Assert.True(all.Length == 0, string.Join(Environment.NewLine, all.Prepend($"{all.Length} violations:")));
    }

    /// <summary>Asserts that the rule reported exactly one violation, whose words contain <paramref name="fragment"/>.</summary>
    public static void AssertOne(string fragment, IEnumerable<string> violations) =>
        Assert.Contains(fragment, Assert.Single(violations), StringComparison.Ordinal);
}
