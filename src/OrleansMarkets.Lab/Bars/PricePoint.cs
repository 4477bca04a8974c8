namespace OrleansMarkets.Lab.Bars;

/// <summary>One price of the path that a replay walks.</summary>
/// <param name="TimeNs">Unix time in nanoseconds.</param>
/// <param name="PriceE8">Price in 1e-8 of the quote asset.</param>
public readonly record struct PricePoint(long TimeNs, long PriceE8);
