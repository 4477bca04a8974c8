using OrleansMarkets.Simulation.Planted;
using OrleansMarkets.Simulation.Venue;

namespace OrleansMarkets.Simulation;

/// <summary>The net catches what is thrown into it: each planted bug breaks an invariant within a few seeds.</summary>
public sealed class PlantedFaultTests
{
    private const ulong Seeds = 30;

    [Theory]
    [InlineData(nameof(LostAppend))]
    [InlineData(nameof(CreditedTwice))]
    [InlineData(nameof(ForgedIndex))]
    [InlineData(nameof(InventedCancel))]
    [InlineData(nameof(OldSnapshot))]
    [InlineData(nameof(RetryUnderAnotherId))]
    [InlineData(nameof(SwallowedPushes))]
    [InlineData(nameof(SwappedAnswers))]
    public void A_planted_bug_is_found(string name)
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            if (!SeedRun.Run(seed, Make(name)).IsGood)
            {
                return;
            }
        }

        Assert.Fail($"{name} survived {Seeds} seeds.");
    }

    [Theory]
    [InlineData(nameof(HalvedReserve), "I28")]
    [InlineData(nameof(MisrankedCuts), "I7")]
    [InlineData(nameof(WavedAmendments), "I28")]
    [InlineData(nameof(WavedThrough), "I28")]
    public void A_planted_bug_breaks_its_invariant(string name, string invariant)
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            if (SeedRun.Run(seed, Make(name)).Violations.Invariants.Contains(invariant))
            {
                return;
            }
        }

        Assert.Fail($"{name} survived {Seeds} seeds.");
    }

    private static PlantedFault Make(string name) => name switch
    {
        nameof(LostAppend) => new LostAppend(),
        nameof(CreditedTwice) => new CreditedTwice(),
        nameof(ForgedIndex) => new ForgedIndex(),
        nameof(HalvedReserve) => new HalvedReserve(),
        nameof(InventedCancel) => new InventedCancel(),
        nameof(MisrankedCuts) => new MisrankedCuts(),
        nameof(OldSnapshot) => new OldSnapshot(),
        nameof(RetryUnderAnotherId) => new RetryUnderAnotherId(),
        nameof(SwallowedPushes) => new SwallowedPushes(),
        nameof(SwappedAnswers) => new SwappedAnswers(),
        nameof(WavedAmendments) => new WavedAmendments(),
        nameof(WavedThrough) => new WavedThrough(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };
}
