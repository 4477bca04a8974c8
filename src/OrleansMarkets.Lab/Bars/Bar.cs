namespace OrleansMarkets.Lab.Bars;

/// <summary>One minute of prices. All prices are integers of 1e-8 of the quote asset.</summary>
/// <param name="OpenTimeNs">Begin of the minute, Unix time in nanoseconds.</param>
/// <param name="OpenE8">First price.</param>
/// <param name="HighE8">Highest price.</param>
/// <param name="LowE8">Lowest price.</param>
/// <param name="CloseE8">Last price.</param>
public readonly record struct Bar(long OpenTimeNs, long OpenE8, long HighE8, long LowE8, long CloseE8)
{
    /// <summary>Length of a bar, nanoseconds.</summary>
    public const long LengthNs = 60_000_000_000;
}
