namespace OrleansMarkets.Client;

/// <summary>One candle. It opens at the close of the one before it.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Open">Price at its start, quote asset.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
/// <param name="Volume">Traded quantity, base asset; zero in candles of mark and index.</param>
/// <param name="Turnover">Traded value, quote asset.</param>
public sealed record Candle(
    DateTimeOffset Start, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume, decimal Turnover);
