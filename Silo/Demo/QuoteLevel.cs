namespace OrleansMarkets.Silo.Demo;

/// <summary>One level of a maker's quote.</summary>
/// <param name="DistancePpm">Distance from the centre of the quote, ppm of mark.</param>
/// <param name="Notional">What is quoted there, whole units of the settlement asset.</param>
internal readonly record struct QuoteLevel(long DistancePpm, long Notional)
{
    /// <summary>A resting quote is replaced when it is further than this from where it should be, ppm of mark.</summary>
    public long TolerancePpm => DistancePpm / 2;
}
