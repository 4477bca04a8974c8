namespace OrleansMarkets.Client;

/// <summary>One fill of one of the account's orders.</summary>
public sealed record Execution
{
    /// <summary>The market.</summary>
    public required MarketId MarketId { get; init; }

    /// <summary>Id of the fill, unique for the account.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>The order that was filled; empty for a fill without one of the account's own, such as a liquidation.</summary>
    public required string OrderId { get; init; }

    /// <summary>The owner's id of that order; empty if there is none.</summary>
    public string ClientOrderId { get; init; } = "";

    /// <summary>Whether the account bought or sold.</summary>
    public required OrderSide Side { get; init; }

    /// <summary>Price, quote asset.</summary>
    public required decimal Price { get; init; }

    /// <summary>Quantity, base asset.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Fee, above zero when paid; a rebate is below.</summary>
    public decimal Fee { get; init; }

    /// <summary>What the fee was paid in.</summary>
    public string FeeAsset { get; init; } = "";

    /// <summary>Whether the order was resting.</summary>
    public bool IsMaker { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset Time { get; init; }
}
