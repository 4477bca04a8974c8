namespace OrleansMarkets.Silo.Demo;

/// <summary>A quote that a maker believes to rest.</summary>
/// <param name="OrderId">The order; zero when there is none.</param>
/// <param name="PriceUnits">Its price.</param>
/// <param name="Lots">Its lots when it was placed.</param>
internal readonly record struct LiveQuote(long OrderId, long PriceUnits, long Lots);
