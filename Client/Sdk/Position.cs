namespace OrleansMarkets.Client;

/// <summary>An open position in a perpetual.</summary>
public sealed record Position
{
    /// <summary>The market.</summary>
    public required MarketId MarketId { get; init; }

    /// <summary>Size, base asset; above zero when long, below when short.</summary>
    public required decimal Size { get; init; }

    /// <summary>Average entry price, quote asset.</summary>
    public decimal EntryPrice { get; init; }

    /// <summary>Mark price, quote asset.</summary>
    public decimal MarkPrice { get; init; }

    /// <summary>Mark price at which the account meets maintenance margin, other markets unchanged; null when there is none.</summary>
    public decimal? LiquidationPrice { get; init; }

    /// <summary>Profit or loss at the mark, quote asset.</summary>
    public decimal UnrealisedPnl { get; init; }

    /// <summary>Profit or loss of closed parts, fees and funding included; quote asset.</summary>
    public decimal RealisedPnl { get; init; }

    /// <summary>Initial margin, quote asset.</summary>
    public decimal InitialMargin { get; init; }

    /// <summary>Maintenance margin, quote asset.</summary>
    public decimal MaintenanceMargin { get; init; }
}
