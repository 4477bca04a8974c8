namespace OrleansMarkets.Silo.Markets;

/// <summary>Bounds of a synthetic price process.</summary>
internal static class FeedPlanLimits
{
    /// <summary>A step with a larger deviation would jump over the price bands of every market.</summary>
    public const long MaximumStepPpm = 10_000;
}
