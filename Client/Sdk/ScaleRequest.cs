namespace OrleansMarkets.Client;

/// <summary>
/// A quantity spread over limit orders at several prices. Prices are rounded down to the tick between the two ends, sizes to the step; the
/// account's risk admits all of them or none.
/// </summary>
/// <example><code>
/// IReadOnlyList&lt;BatchedOrder&gt; orders = await client.PlaceScaleAsync(
///     ScaleRequest.Between("BTCUSDT", OrderSide.Buy, quantity: 0.1m, firstPrice: 59_000m, lastPrice: 58_000m, orders: 5));
/// </code></example>
public sealed record ScaleRequest
{
    /// <summary>Most orders of one.</summary>
    public const int MaximumOrders = 50;

    private const decimal MaximumSizeRatio = 1_000;

    private ScaleRequest()
    {
    }

    /// <summary>The market.</summary>
    public required MarketId MarketId { get; init; }

    /// <summary>Buy or sell.</summary>
    public required OrderSide Side { get; init; }

    /// <summary>Quantity of all orders together, base asset; at most what one order may have.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Price of the first order, quote asset.</summary>
    public required decimal FirstPrice { get; init; }

    /// <summary>Price of the last order, quote asset.</summary>
    public required decimal LastPrice { get; init; }

    /// <summary>Number of orders, 2 to 50.</summary>
    public required int Orders { get; init; }

    /// <summary>How the prices go from first to last.</summary>
    public ScaleSpacing PriceSpacing { get; init; }

    /// <summary>How the sizes go from first to last.</summary>
    public ScaleSpacing SizeSpacing { get; init; }

    /// <summary>Size of the last order as a share of the first one's, 0.001 to 1,000, six decimals.</summary>
    public decimal SizeRatio { get; init; } = 1;

    /// <summary>They never take.</summary>
    public bool PostOnly { get; init; }

    /// <summary>They only reduce the position.</summary>
    public bool ReduceOnly { get; init; }

    /// <summary>As in <see cref="OrderRequest.ClientOrderId"/>; all orders have it, so name one of them by the exchange's id.</summary>
    public string? ClientOrderId { get; init; }

    /// <summary>What each shows at a time, base asset; null to show all.</summary>
    public decimal? DisplayQuantity { get; init; }

    /// <summary>When they are gone, to the millisecond; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>A number above zero by which orders are cancelled together; null for none.</summary>
    public long? Tag { get; init; }

    /// <summary>Orders from one price to another, of equal sizes.</summary>
    public static ScaleRequest Between(
        MarketId market, OrderSide side, decimal quantity, decimal firstPrice, decimal lastPrice, int orders) => new()
        {
            MarketId = market,
            Side = side,
            Quantity = quantity,
            FirstPrice = firstPrice,
            LastPrice = lastPrice,
            Orders = orders,
        };

    /// <summary>Checks what can be checked without asking the exchange.</summary>
    /// <exception cref="ArgumentException">A field is missing or out of its range.</exception>
    internal void Validate()
    {
        Whole().Validate();
        string? wrong =
            LastPrice <= 0 ? "the last price is not above zero"
            : Orders is < 2 or > MaximumOrders ? $"it has not 2 to {MaximumOrders} orders"
            : SizeRatio is < 1 / MaximumSizeRatio or > MaximumSizeRatio ? "the ratio of sizes is not 0.001 to 1,000"
            : null;
        if (wrong is not null)
        {
            throw new ArgumentException($"The scale order is not well formed: {wrong}.");
        }
    }

    /// <summary>All of it as one order at the first price: what its orders have in common.</summary>
    internal OrderRequest Whole() => OrderRequest.Limit(MarketId, Side, Quantity, FirstPrice) with
    {
        PostOnly = PostOnly,
        ReduceOnly = ReduceOnly,
        ClientOrderId = ClientOrderId,
        DisplayQuantity = DisplayQuantity,
        ExpiresAt = ExpiresAt,
        Tag = Tag,
    };
}
