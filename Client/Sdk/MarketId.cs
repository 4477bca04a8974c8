namespace OrleansMarkets.Client;

/// <summary>
/// Names a market. The same symbol may be traded as a perpetual and as spot, so the category is part of the name; a bare string means the
/// perpetual.
/// </summary>
/// <param name="Symbol">The symbol, for example <c>BTCUSDT</c>.</param>
/// <param name="Category">Perpetual or spot.</param>
/// <example><code>
/// MarketId perpetual = "BTCUSDT";
/// MarketId spot = MarketId.Spot("BTCUSDT");
/// </code></example>
public readonly record struct MarketId(string Symbol, MarketCategory Category = MarketCategory.Linear)
{
    /// <summary>The perpetual of a symbol.</summary>
    public static implicit operator MarketId(string symbol) => new(symbol);

    /// <summary>The spot market of a symbol.</summary>
    public static MarketId Spot(string symbol) => new(symbol, MarketCategory.Spot);

    /// <summary>The perpetual of a symbol.</summary>
    public static MarketId Linear(string symbol) => new(symbol);

    /// <summary>The symbol, and the category unless it is the perpetual.</summary>
    public override string ToString() => Category == MarketCategory.Spot ? $"{Symbol} spot" : Symbol;
}
