namespace OrleansMarkets.Client;

/// <summary>One public trade.</summary>
/// <param name="MarketId">The market.</param>
/// <param name="TradeId">Id of the trade, unique in the market.</param>
/// <param name="TakerSide">What the taker did.</param>
/// <param name="Price">Price, quote asset.</param>
/// <param name="Quantity">Quantity, base asset.</param>
/// <param name="Time">When.</param>
/// <param name="Sequence">The market's sequence of the step that made it; several trades may share one.</param>
public sealed record Trade(
    MarketId MarketId,
    string TradeId,
    OrderSide TakerSide,
    decimal Price,
    decimal Quantity,
    DateTimeOffset Time,
    long Sequence);
