namespace OrleansMarkets.Client;

/// <summary>An order to place. Quantities are in the base asset, prices in the quote asset; both must lie on the market's grid.</summary>
/// <example><code>
/// var bid = OrderRequest.Limit("BTCUSDT", OrderSide.Buy, quantity: 0.01m, price: 60_000m) with { PostOnly = true };
/// var close = OrderRequest.Market("BTCUSDT", OrderSide.Sell, quantity: 0.01m) with { ReduceOnly = true };
/// </code></example>
public sealed record OrderRequest
{
    /// <summary>Longest client order id.</summary>
    public const int MaximumClientOrderIdLength = 36;

    private OrderRequest()
    {
    }

    /// <summary>The market.</summary>
    public required MarketId MarketId { get; init; }

    /// <summary>Buy or sell.</summary>
    public required OrderSide Side { get; init; }

    /// <summary>Quantity, base asset.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Limit price, quote asset; null for a market order, which the exchange bounds by the market's price band.</summary>
    public decimal? Price { get; init; }

    /// <summary>How long it works; a market order never rests.</summary>
    public TimeInForce TimeInForce { get; init; }

    /// <summary>Never takes: refused if it would trade on entry.</summary>
    public bool PostOnly { get; init; }

    /// <summary>Only reduces the position, never opens or flips it.</summary>
    public bool ReduceOnly { get; init; }

    /// <summary>
    /// Your own id of the order: 1 to 36 characters of <c>A-Z a-z 0-9 - _</c>, never used twice by the account. It makes a repeated
    /// <see cref="IMarketsClient.PlaceAsync"/> harmless. One is made up if it is null.
    /// </summary>
    public string? ClientOrderId { get; init; }

    /// <summary>An order at a price or better.</summary>
    public static OrderRequest Limit(MarketId market, OrderSide side, decimal quantity, decimal price) =>
        new() { MarketId = market, Side = side, Quantity = quantity, Price = price };

    /// <summary>An order that takes what the book has, at once, within the market's price band.</summary>
    public static OrderRequest Market(MarketId market, OrderSide side, decimal quantity) =>
        new() { MarketId = market, Side = side, Quantity = quantity, TimeInForce = TimeInForce.ImmediateOrCancel };

    /// <summary>A client order id that nobody used before.</summary>
    public static string NewClientOrderId() => Guid.CreateVersion7().ToString("N");

    /// <summary>Checks what can be checked without asking the exchange.</summary>
    /// <exception cref="ArgumentException">A field is missing or contradicts another.</exception>
    internal void Validate()
    {
        string? wrong =
            string.IsNullOrEmpty(MarketId.Symbol) ? "there is no symbol"
            : Quantity <= 0 ? "the quantity is not above zero"
            : Price <= 0 ? "the price is not above zero"
            : Price is null && PostOnly ? "a market order cannot be post-only"
            : PostOnly && TimeInForce != TimeInForce.GoodTillCancelled ? "a post-only order rests: its time in force is good till cancelled"
            : ClientOrderId is { } id && !IsClientOrderId(id) ? "the client order id is not 1 to 36 characters of A-Z a-z 0-9 - _"
            : null;
        if (wrong is not null)
        {
            throw new ArgumentException($"The order is not well formed: {wrong}.");
        }
    }

    /// <summary>Whether a text may be a client order id.</summary>
    internal static bool IsClientOrderId(string id) =>
        id.Length is > 0 and <= MaximumClientOrderIdLength && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
