namespace OrleansMarkets.Core.Markets;

/// <summary>What is fixed for the life of a market. Ticks, steps, fees and margin are in <see cref="MarketParameters"/>.</summary>
/// <param name="Symbol">The market's name and grain key, for example <c>BTCUSDT-PERP</c>.</param>
/// <param name="Kind">Spot or linear perpetual.</param>
/// <param name="BaseAsset">The asset that a lot measures.</param>
/// <param name="QuoteAsset">The asset that prices and cash are in.</param>
/// <param name="OracleFeed">The oracle feed of the index, for example <c>BTC-USDT</c>.</param>
/// <param name="PriceUnitE8">One price unit in 1e-8 of the quote asset: index prices arrive in 1e-8.</param>
/// <param name="QuantaPerUnitLot">Quote quanta of one price unit times one lot: a whole number, so that a trade is never rounded.</param>
/// <param name="BaseQuantaPerLot">Base quanta of one lot (spot only; zero for a perpetual).</param>
public sealed record MarketSpec(
    string Symbol,
    MarketKind Kind,
    string BaseAsset,
    string QuoteAsset,
    string OracleFeed,
    long PriceUnitE8,
    long QuantaPerUnitLot,
    long BaseQuantaPerLot);
