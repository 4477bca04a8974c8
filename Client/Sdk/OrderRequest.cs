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

    /// <summary>Never takes: stands a tick behind the best opposite price if it would trade on entry. Not with PostOnly.</summary>
    public bool PostOnlySlide { get; init; }

    /// <summary>Only reduces the position, never opens or flips it.</summary>
    public bool ReduceOnly { get; init; }

    /// <summary>
    /// Your own id of the order: 1 to 36 characters of <c>A-Z a-z 0-9 - _</c>, never used twice by the account. It makes a repeated
    /// <see cref="IMarketsClient.PlaceAsync"/> harmless. One is made up if it is null.
    /// </summary>
    public string? ClientOrderId { get; init; }

    /// <summary>When it is entered; null for at once.</summary>
    public OrderTrigger? Trigger { get; init; }

    /// <summary>What an iceberg shows at a time, base asset; null to show all.</summary>
    public decimal? DisplayQuantity { get; init; }

    /// <summary>When it is gone, to the millisecond; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What its price follows; null for its own price.</summary>
    public OrderPeg? Peg { get; init; }

    /// <summary>What happens when it meets another order of the account.</summary>
    public SelfTradePolicy SelfTrade { get; init; }

    /// <summary>Which orders count as its own.</summary>
    public SelfTradeScope SelfTradeScope { get; init; }

    /// <summary>A number above zero by which orders are cancelled together; null for none.</summary>
    public long? Tag { get; init; }

    /// <summary>How it depends on other orders; null for not at all.</summary>
    public OrderLink? Link { get; init; }

    /// <summary>The order that takes the profit of what this one fills; null for none. Perpetuals only.</summary>
    public OrderProtection? TakeProfit { get; init; }

    /// <summary>The order that stops the loss of what this one fills; null for none. Perpetuals only.</summary>
    public OrderProtection? StopLoss { get; init; }

    /// <summary>Closes the whole position, whatever its size is when it is entered; the quantity is zero.</summary>
    public bool ClosePosition { get; init; }

    /// <summary>An order at a price or better.</summary>
    public static OrderRequest Limit(MarketId market, OrderSide side, decimal quantity, decimal price) =>
        new() { MarketId = market, Side = side, Quantity = quantity, Price = price };

    /// <summary>An order that takes what the book has, at once, within the market's price band.</summary>
    public static OrderRequest Market(MarketId market, OrderSide side, decimal quantity) =>
        new() { MarketId = market, Side = side, Quantity = quantity, TimeInForce = TimeInForce.ImmediateOrCancel };

    /// <summary>A market order that is entered when the price gets worse for the position that it closes.</summary>
    public static OrderRequest Stop(MarketId market, OrderSide side, decimal quantity, decimal trigger) =>
        Market(market, side, quantity) with { Trigger = OrderTrigger.Stop(trigger) };

    /// <summary>A limit order that is entered when the price gets worse for the position that it closes.</summary>
    public static OrderRequest StopLimit(MarketId market, OrderSide side, decimal quantity, decimal trigger, decimal price) =>
        Limit(market, side, quantity, price) with { Trigger = OrderTrigger.Stop(trigger) };

    /// <summary>A market order that is entered when the price gets better for the position that it closes.</summary>
    public static OrderRequest ProfitTaker(MarketId market, OrderSide side, decimal quantity, decimal trigger) =>
        Market(market, side, quantity) with { Trigger = OrderTrigger.TakeProfit(trigger) };

    /// <summary>A market order that is entered at a distance behind the best price.</summary>
    public static OrderRequest TrailingStop(MarketId market, OrderSide side, decimal quantity, decimal distance) =>
        Market(market, side, quantity) with { Trigger = OrderTrigger.Trailing(distance) };

    /// <summary>A limit order that shows only a part at a time.</summary>
    public static OrderRequest Iceberg(MarketId market, OrderSide side, decimal quantity, decimal price, decimal display) =>
        Limit(market, side, quantity, price) with { DisplayQuantity = display };

    /// <summary>A limit order whose price follows another one, up to its worst price.</summary>
    public static OrderRequest Pegged(MarketId market, OrderSide side, decimal quantity, decimal worstPrice, OrderPeg peg) =>
        Limit(market, side, quantity, worstPrice) with { Peg = peg };

    /// <summary>A market order that closes the whole position when its trigger is reached.</summary>
    public static OrderRequest CloseAt(MarketId market, OrderSide side, OrderTrigger trigger) =>
        Market(market, side, quantity: 0) with { Trigger = trigger, ReduceOnly = true, ClosePosition = true };

    /// <summary>The same order with one that takes its profit and one that stops its loss, of which each ends the other.</summary>
    public OrderRequest WithBracket(OrderProtection takeProfit, OrderProtection stopLoss) =>
        this with { TakeProfit = takeProfit, StopLoss = stopLoss };

    /// <summary>A client order id that nobody used before.</summary>
    public static string NewClientOrderId() => UniqueIds.NextText();

    /// <summary>Whether it never takes.</summary>
    internal bool NeverTakes => PostOnly || PostOnlySlide;

    /// <summary>Whether it comes with a take-profit or a stop-loss.</summary>
    internal bool IsProtected => (TakeProfit ?? StopLoss) is not null;

    /// <summary>Whether side, quantity, price, time in force and flags say all of it.</summary>
    internal bool IsPlain =>
        Trigger is null && Peg is null && Link is null && !IsProtected && DisplayQuantity is null && ExpiresAt is null && Tag is null
        && SelfTrade == default && SelfTradeScope == default;

    /// <summary>Checks what can be checked without asking the exchange.</summary>
    /// <exception cref="ArgumentException">A field is missing or contradicts another.</exception>
    internal void Validate()
    {
        string? wrong =
            string.IsNullOrEmpty(MarketId.Symbol) ? "there is no symbol"
            : ClosePosition ? FaultOfClosing()
            : Quantity <= 0 ? "the quantity is not above zero"
            : Price <= 0 ? "the price is not above zero"
            : Price is null && NeverTakes ? "a market order cannot be post-only"
            : PostOnly && PostOnlySlide ? "a post-only order is refused or slides, not both"
            : NeverTakes && TimeInForce != TimeInForce.GoodTillCancelled ? "a post-only order is good till cancelled: it rests"
            : ClientOrderId is { } id && !IsClientOrderId(id) ? "the client order id is not 1 to 36 characters of A-Z a-z 0-9 - _"
            : Fault();
        if (wrong is not null)
        {
            throw new ArgumentException($"The order is not well formed: {wrong}.");
        }
    }

    private string? FaultOfClosing() =>
        Quantity != 0 ? "an order that closes the position has no quantity"
        : !ReduceOnly ? "an order that closes the position is reduce-only"
        : Fault();

    private string? Fault() =>
        DisplayQuantity <= 0 ? "the display quantity is not above zero"
        : Tag <= 0 ? "the tag is not above zero"
        : Price is null && (Peg is not null || DisplayQuantity is not null || ExpiresAt is not null)
            ? "a market order has neither a peg, nor a display quantity, nor an expiry"
        : ExpiresAt is not null && TimeInForce != TimeInForce.GoodTillCancelled ? "an order that expires rests: it is good till cancelled"
        : Link is { } link && !IsClientOrderId(link.Group) ? "the group of the link is no client order id"
        : Link is not null && IsProtected ? "a link does not go with take-profit and stop-loss"
        : Price is not null && Trigger is { Kind: TriggerKind.TrailingStop } ? "a trailing stop is a market order"
        : Trigger?.Fault();

    /// <summary>Whether a text may be a client order id.</summary>
    internal static bool IsClientOrderId(string id) =>
        id.Length is > 0 and <= MaximumClientOrderIdLength && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
