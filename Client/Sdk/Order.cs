namespace OrleansMarkets.Client;

/// <summary>One of the account's orders as the exchange knows it.</summary>
public sealed record Order
{
    /// <summary>The market.</summary>
    public required MarketId MarketId { get; init; }

    /// <summary>The exchange's id.</summary>
    public required string OrderId { get; init; }

    /// <summary>The owner's id; empty if the owner gave none.</summary>
    public string ClientOrderId { get; init; } = "";

    /// <summary>Buy or sell.</summary>
    public required OrderSide Side { get; init; }

    /// <summary>Where it stands.</summary>
    public required OrderStatus Status { get; init; }

    /// <summary>Whether it was sent without a price of its own.</summary>
    public bool IsMarketOrder { get; init; }

    /// <summary>Limit price, or the bound of a market order; quote asset.</summary>
    public decimal Price { get; init; }

    /// <summary>Ordered quantity, base asset.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Filled so far, base asset.</summary>
    public decimal FilledQuantity { get; init; }

    /// <summary>Filled so far, quote asset.</summary>
    public decimal FilledValue { get; init; }

    /// <summary>Still resting or waiting, base asset; zero once the order is final.</summary>
    public decimal RemainingQuantity { get; init; }

    /// <summary>Average price of the fills; null before the first.</summary>
    public decimal? AveragePrice { get; init; }

    /// <summary>How long it works.</summary>
    public TimeInForce TimeInForce { get; init; }

    /// <summary>Never takes.</summary>
    public bool PostOnly { get; init; }

    /// <summary>Only reduces the position.</summary>
    public bool ReduceOnly { get; init; }

    /// <summary>Where its trigger stands, or stood when it was reached, quote asset; null without one.</summary>
    public decimal? TriggerPrice { get; init; }

    /// <summary>What it waits or waited for; null without a trigger.</summary>
    public TriggerKind? TriggerKind { get; init; }

    /// <summary>The price that its trigger watches; null without one.</summary>
    public TriggerSource? TriggerSource { get; init; }

    /// <summary>Closes the whole position when its trigger is reached.</summary>
    public bool ClosePosition { get; init; }

    /// <summary>What its price follows; null for its own price.</summary>
    public OrderPeg? Peg { get; init; }

    /// <summary>What an iceberg shows at a time, base asset; null for another order.</summary>
    public decimal? DisplayQuantity { get; init; }

    /// <summary>When it is gone; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Its owner's number for it; null for none.</summary>
    public long? Tag { get; init; }

    /// <summary>
    /// Why the market ended it, one of <see cref="OrderEndReasons"/>; empty when its owner or its last fill did, or nothing.
    /// </summary>
    public string EndReason { get; init; } = "";

    /// <summary>When the market took it.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Whether nothing can happen to it any more.</summary>
    public bool IsFinal => Status >= OrderStatus.Filled;
}
