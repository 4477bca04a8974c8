namespace OrleansMarkets.Lab.Bars;

/// <summary>
/// The prices a bar stands for, at seconds 0, 15, 30 and 45: open; low then high when it closes at or above its open, else high then low;
/// close. A rising bar most likely fell first and a falling one rose first, and both extremes are visited in either case.
/// </summary>
public static class PricePath
{
    /// <summary>Prices of one bar.</summary>
    public const int PointsPerBar = 4;

    /// <summary>Time from one price of a bar to the next, nanoseconds.</summary>
    public const long StepNs = Bar.LengthNs / PointsPerBar;

    /// <summary>One price of a bar.</summary>
    /// <param name="bar">The bar.</param>
    /// <param name="index">Which of the four, from 0.</param>
    public static PricePoint Point(in Bar bar, int index)
    {
        bool rising = bar.CloseE8 >= bar.OpenE8;
        long priceE8 = index switch
        {
            0 => bar.OpenE8,
            1 => rising ? bar.LowE8 : bar.HighE8,
            2 => rising ? bar.HighE8 : bar.LowE8,
            3 => bar.CloseE8,
            _ => throw new ArgumentOutOfRangeException(nameof(index)),
        };
        return new PricePoint(bar.OpenTimeNs + (index * StepNs), priceE8);
    }
}
