using OrleansMarkets.Simulation.Reach;
using OrleansMarkets.Simulation.Venue;
using Xunit.Abstractions;

namespace OrleansMarkets.Simulation;

/// <summary>What the seeds together must show.</summary>
public sealed class VenueTests(SeedRunFixture seeds, ITestOutputHelper output) : IClassFixture<SeedRunFixture>
{
    private const int Shown = 3;

    [Fact]
    public void Every_seed_runs_to_its_end() => RequireNone(result => result.Failure is not null);

    [Fact]
    public void The_venue_comes_to_rest_after_every_fault() => RequireNone(result => Breaks(result, "liveness"));

    [Theory]
    [InlineData("I1")]
    [InlineData("I2")]
    [InlineData("I3")]
    [InlineData("I5")]
    [InlineData("I6")]
    [InlineData("I7")]
    [InlineData("I8")]
    [InlineData("I10")]
    [InlineData("I11")]
    [InlineData("I12")]
    [InlineData("I13")]
    [InlineData("I14")]
    [InlineData("I15")]
    [InlineData("I16")]
    [InlineData("I17")]
    [InlineData("I18")]
    [InlineData("I19")]
    [InlineData("I20")]
    [InlineData("I21")]
    [InlineData("I22")]
    [InlineData("I23")]
    [InlineData("I24")]
    [InlineData("I25")]
    [InlineData("I26")]
    [InlineData("I28")]
    [InlineData("I29")]
    [InlineData("I30")]
    [InlineData("I36")]
    [InlineData("I37")]
    [InlineData("I38")]
    [InlineData("I39")]
    [InlineData("I40")]
    [InlineData("poison")]
    public void The_invariant_holds(string invariant) => RequireNone(result => Breaks(result, invariant));

    [Fact]
    public void The_seeds_reach_every_rare_branch()
    {
        output.WriteLine($"{seeds.Results.Count} seeds, {seeds.Results.Sum(result => result.Operations)} operations, "
            + $"{seeds.Results.Sum(result => result.Records)} records of markets");
        output.WriteLine(seeds.Reach.ToString());
        Branch[] never = [.. seeds.Reach.NeverReached()];
        Assert.True(never.Length == 0 || !seeds.IsWhole, $"Never reached: {string.Join(", ", never)}");
    }

    private static bool Breaks(SeedResult result, string invariant) => result.Violations.Invariants.Contains(invariant);

    private void RequireNone(Func<SeedResult, bool> isBad)
    {
        SeedResult[] bad = [.. seeds.Results.Where(isBad)];
        string words = $"{bad.Length} of {seeds.Results.Count} seeds: {string.Join(", ", bad.Select(result => result.Seed))}\n"
            + string.Join("\n", bad.Take(Shown));
        Assert.True(bad.Length == 0, words);
    }
}
