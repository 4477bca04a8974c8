namespace OrleansMarkets.Silo.Markets;

/// <summary>A feed and its synthetic price process, in whole units.</summary>
/// <param name="Name">The feed.</param>
/// <param name="AnchorE8">Price that the process begins at and returns to, 1e-8.</param>
/// <param name="StepPpm">Standard deviation of one step, ppm.</param>
/// <param name="HalfLife">Time in which half of the distance to the anchor is expected to go.</param>
public sealed record FeedPlan(string Name, long AnchorE8, long StepPpm, TimeSpan HalfLife);
