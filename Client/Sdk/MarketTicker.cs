namespace OrleansMarkets.Client;

/// <summary>A market at a glance. Prices are null where there is none yet; windows of a day are made of whole minutes.</summary>
public sealed record MarketTicker
{
    /// <summary>The market.</summary>
    public required MarketId MarketId { get; init; }

    /// <summary>The market's phase.</summary>
    public string Phase { get; init; } = "";

    /// <summary>Price of the last trade, quote asset.</summary>
    public decimal? LastPrice { get; init; }

    /// <summary>Best bid, quote asset.</summary>
    public decimal? BestBid { get; init; }

    /// <summary>Quantity at the best bid, base asset.</summary>
    public decimal BestBidQuantity { get; init; }

    /// <summary>Best ask, quote asset.</summary>
    public decimal? BestAsk { get; init; }

    /// <summary>Quantity at the best ask, base asset.</summary>
    public decimal BestAskQuantity { get; init; }

    /// <summary>Highest price of the last 24 hours, quote asset.</summary>
    public decimal? High { get; init; }

    /// <summary>Lowest price of the last 24 hours, quote asset.</summary>
    public decimal? Low { get; init; }

    /// <summary>Price 24 hours ago, or the first of a younger market, quote asset.</summary>
    public decimal? DayAgoPrice { get; init; }

    /// <summary>Traded in the last 24 hours, base asset.</summary>
    public decimal Volume { get; init; }

    /// <summary>Traded in the last 24 hours, quote asset.</summary>
    public decimal Turnover { get; init; }

    /// <summary>Index price, quote asset.</summary>
    public decimal? IndexPrice { get; init; }

    /// <summary>Mark price, quote asset; null on a spot market.</summary>
    public decimal? MarkPrice { get; init; }

    /// <summary>Sum of the long positions, base asset; zero on a spot market.</summary>
    public decimal OpenInterest { get; init; }
}
