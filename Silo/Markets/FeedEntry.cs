namespace OrleansMarkets.Silo.Markets;

/// <summary>An oracle feed and the synthetic price process behind it.</summary>
/// <param name="Name">The feed.</param>
/// <param name="AnchorPrice">Price that the process begins at and returns to.</param>
/// <param name="StepPercent">Standard deviation of one step of the process.</param>
/// <param name="HalfLifeSeconds">Time in which half of the distance to the anchor is expected to go.</param>
public sealed record FeedEntry(string Name, string AnchorPrice, string StepPercent, int HalfLifeSeconds);
