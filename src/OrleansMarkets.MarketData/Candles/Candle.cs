namespace OrleansMarkets.MarketData.Candles;

/// <summary>One bar. It opens at the close of the bar before; one in which nothing happened is flat at that price.</summary>
/// <param name="StartNs">Where it begins, nanoseconds since the Unix epoch.</param>
/// <param name="OpenUnits">Price at its start, price units.</param>
/// <param name="HighUnits">Highest price, the opening included.</param>
/// <param name="LowUnits">Lowest price, the opening included.</param>
/// <param name="CloseUnits">Last price.</param>
/// <param name="Lots">Lots traded; zero in bars of mark and index.</param>
/// <param name="TurnoverQuanta">Notional traded, quote quanta.</param>
/// <param name="ChangedNs">Book time of the last price in it; its start when there is none.</param>
public readonly record struct Candle(
    long StartNs,
    long OpenUnits,
    long HighUnits,
    long LowUnits,
    long CloseUnits,
    long Lots,
    Int128 TurnoverQuanta,
    long ChangedNs)
{
    /// <summary>A bar in which nothing happened.</summary>
    /// <param name="startNs">Where it begins.</param>
    /// <param name="priceUnits">Close of the bar before.</param>
    public static Candle Flat(long startNs, long priceUnits) =>
        new(startNs, priceUnits, priceUnits, priceUnits, priceUnits, 0, 0, startNs);

    /// <summary>The bar with another price in it.</summary>
    internal Candle With(long timeNs, long priceUnits, long lots, long notionalQuanta) => this with
    {
        HighUnits = Math.Max(HighUnits, priceUnits),
        LowUnits = Math.Min(LowUnits, priceUnits),
        CloseUnits = priceUnits,
        Lots = Lots + lots,
        TurnoverQuanta = TurnoverQuanta + notionalQuanta,
        ChangedNs = timeNs,
    };
}
