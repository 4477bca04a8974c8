namespace OrleansMarkets.Core.Markets;

/// <summary>What phases have in common.</summary>
public static class MarketPhases
{
    /// <summary>Whether orders are collected for a call auction: they rest, whatever they cross, and nothing trades.</summary>
    public static bool IsCall(this MarketPhase phase) =>
        phase is MarketPhase.PreOpen or MarketPhase.Interrupted or MarketPhase.Closing;

    /// <summary>Whether orders may trade.</summary>
    public static bool IsTrading(this MarketPhase phase) => phase is MarketPhase.Open or MarketPhase.ReduceOnly;
}
