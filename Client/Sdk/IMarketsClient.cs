namespace OrleansMarkets.Client;

/// <summary>
/// One account's view of the exchange, over HTTP and WebSocket or straight into the cluster. Thread-safe; keep one for the life of the
/// program. Prices are in the quote asset, quantities in the base asset, exact.
/// </summary>
/// <remarks>
/// Every method throws <see cref="MarketsException"/> or a type derived from it, <see cref="OperationCanceledException"/> when its token
/// ends,
/// and <see cref="ArgumentException"/> for what is wrong before anything is sent. Reads are repeated by themselves within
/// <see cref="RetryLimits"/>; so are orders and cancels, because their ids make a repetition harmless.
/// </remarks>
/// <example><code>
/// await using IMarketsClient client = MarketsClient.Connect(new HttpConnectionOptions
/// {
///     Url = new Uri("http://127.0.0.1:8080"),
///     ApiKey = key,
///     ApiSecret = secret,
/// });
/// OrderReceipt receipt = await client.PlaceAsync(OrderRequest.Limit("BTCUSDT", OrderSide.Buy, 0.01m, 30_000m));
/// Order? order = await client.GetOrderAsync("BTCUSDT", receipt.Key);
/// await client.CancelAsync("BTCUSDT", receipt.Key);
/// </code></example>
public interface IMarketsClient : IAsyncDisposable
{
    /// <summary>For operators: new accounts and deposits. Its calls are refused without an operator's key.</summary>
    IMarketsAdmin Admin { get; }

    /// <summary>What runs there, its clock, and what its markets admit now.</summary>
    Task<ExchangeStatus> GetStatusAsync(CancellationToken cancellation = default);

    /// <summary>All markets, perpetuals first, each kind by symbol.</summary>
    Task<IReadOnlyList<Market>> GetMarketsAsync(CancellationToken cancellation = default);

    /// <summary>One market.</summary>
    /// <exception cref="RequestRejectedException">There is no such market.</exception>
    Task<Market> GetMarketAsync(MarketId market, CancellationToken cancellation = default);

    /// <summary>The top of the book now.</summary>
    /// <param name="market">The market.</param>
    /// <param name="levels">Prices a side, 1 to 200.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<OrderBook> GetBookAsync(MarketId market, int levels = 50, CancellationToken cancellation = default);

    /// <summary>The latest public trades, newest first.</summary>
    /// <param name="market">The market.</param>
    /// <param name="count">At most so many, 1 to 60.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<IReadOnlyList<Trade>> GetTradesAsync(MarketId market, int count = 60, CancellationToken cancellation = default);

    /// <summary>Candles of a market, newest first, up to the one that the market's last record is in.</summary>
    Task<IReadOnlyList<Candle>> GetCandlesAsync(MarketId market, CandleRequest request, CancellationToken cancellation = default);

    /// <summary>Last and best prices of a market, its mark and index, and what the last 24 hours were.</summary>
    Task<MarketTicker> GetTickerAsync(MarketId market, CancellationToken cancellation = default);

    /// <summary>How one-sided the flow of takers in a market is.</summary>
    Task<Toxicity> GetToxicityAsync(MarketId market, CancellationToken cancellation = default);

    /// <summary>What the account's own fills in a market were worth later: of resting and of incoming orders, by horizon.</summary>
    Task<IReadOnlyList<Markout>> GetMarkoutsAsync(MarketId market, CancellationToken cancellation = default);

    /// <summary>The auction that a market has called, what the last one found, and the rules of its auctions.</summary>
    Task<MarketAuction> GetAuctionAsync(MarketId market, CancellationToken cancellation = default);

    /// <summary>
    /// Places an order and returns when the market has taken it durably. If something fails on the way, the same order is sent again under
    /// its
    /// client order id until its deadline, then looked up: it happens once or not at all.
    /// </summary>
    /// <exception cref="OrderRejectedException">It was refused.</exception>
    /// <exception cref="UnknownOutcomeException">Even looking it up failed.</exception>
    /// <exception cref="ExchangeUnavailableException">It never left.</exception>
    Task<OrderReceipt> PlaceAsync(OrderRequest order, CancellationToken cancellation = default);

    /// <summary>
    /// Places orders one after the other in as few requests as possible; gives what became of each, in their order. One that is refused
    /// holds up no other, and each is repeated as <see cref="PlaceAsync"/> does it.
    /// </summary>
    Task<IReadOnlyList<BatchedOrder>> PlaceBatchAsync(IReadOnlyList<OrderRequest> orders, CancellationToken cancellation = default);

    /// <summary>
    /// Places a scale order and gives what became of each of its orders, from the first price to the last. If something fails on the way,
    /// the same scale order is sent again until its deadline: it happens once or not at all.
    /// </summary>
    /// <exception cref="OrderRejectedException">It was refused as a whole.</exception>
    /// <exception cref="UnknownOutcomeException">Its outcome is not known.</exception>
    /// <exception cref="ExchangeUnavailableException">It never left.</exception>
    Task<IReadOnlyList<BatchedOrder>> PlaceScaleAsync(ScaleRequest order, CancellationToken cancellation = default);

    /// <summary>
    /// Changes price, quantity or both of a resting order, which keeps its ids. An order that waits or is pegged is cancelled and placed
    /// anew instead.
    /// </summary>
    /// <exception cref="OrderNotFoundException">It is not known, or is final.</exception>
    /// <exception cref="RequestRejectedException">Margin does not cover the new terms, or they are off the grid.</exception>
    Task AmendAsync(MarketId market, OrderKey order, OrderAmendment amendment, CancellationToken cancellation = default);

    /// <summary>
    /// Amends orders of one market in as few requests as possible; gives what became of each, in their order. An order is named once: a
    /// second amendment of it in the same batch may be refused.
    /// </summary>
    Task<IReadOnlyList<BatchedChange>> AmendBatchAsync(
        MarketId market, IReadOnlyList<BatchedAmendment> amendments, CancellationToken cancellation = default);

    /// <summary>Cancels orders of one market in as few requests as possible; gives what became of each, in their order.</summary>
    Task<IReadOnlyList<BatchedChange>> CancelBatchAsync(
        MarketId market, IReadOnlyList<OrderKey> orders, CancellationToken cancellation = default);

    /// <summary>Cancels an order; a repetition that finds the order cancelled by the first attempt succeeds.</summary>
    /// <exception cref="OrderNotFoundException">It is not known, or it was filled or cancelled before.</exception>
    Task CancelAsync(MarketId market, OrderKey order, CancellationToken cancellation = default);

    /// <summary>Cancels all orders of the account in a market, those that wait included.</summary>
    Task CancelAllAsync(MarketId market, CancellationToken cancellation = default);

    /// <summary>Cancels the account's orders in a market that a filter takes.</summary>
    Task CancelAllAsync(MarketId market, CancelFilter filter, CancellationToken cancellation = default);

    /// <summary>
    /// A dead man's switch: all orders of the account, in every market that it has traded in, are cancelled after a time unless this is
    /// called again before. The exchange keeps the time.
    /// </summary>
    /// <param name="timeout">Whole seconds, at most an hour; zero to switch it off.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task CancelAllAfterAsync(TimeSpan timeout, CancellationToken cancellation = default);

    /// <summary>The account's open orders.</summary>
    /// <param name="market">Of one market; null for all.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<IReadOnlyList<Order>> GetOpenOrdersAsync(MarketId? market = null, CancellationToken cancellation = default);

    /// <summary>One order, open or recently final; null when the account has no such order.</summary>
    Task<Order?> GetOrderAsync(MarketId market, OrderKey order, CancellationToken cancellation = default);

    /// <summary>The account's latest fills, newest first.</summary>
    /// <param name="market">Of one market; null for all.</param>
    /// <param name="count">At most so many, 1 to 100.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<IReadOnlyList<Execution>> GetExecutionsAsync(MarketId? market = null, int count = 50, CancellationToken cancellation = default);

    /// <summary>The account's open positions.</summary>
    Task<IReadOnlyList<Position>> GetPositionsAsync(CancellationToken cancellation = default);

    /// <summary>The account's money and margin.</summary>
    Task<Wallet> GetWalletAsync(CancellationToken cancellation = default);

    /// <summary>Follows a market's book; returns when the first snapshot is in.</summary>
    Task<LiveBook> WatchBookAsync(MarketId market, CancellationToken cancellation = default);

    /// <summary>
    /// Follows a market's book order by order; returns when the first snapshot is in. Every update is proved by a checksum, and the book
    /// begins anew by itself when one is missing or wrong.
    /// </summary>
    Task<LiveMarketByOrder> WatchMarketByOrderAsync(MarketId market, CancellationToken cancellation = default);

    /// <summary>Follows a market's auction; returns when its present state is in.</summary>
    Task<LiveAuction> WatchAuctionAsync(MarketId market, CancellationToken cancellation = default);

    /// <summary>Follows a market's public trades, each once and in order; what happens after it returned is in it.</summary>
    Task<LiveStream<Trade>> WatchTradesAsync(MarketId market, CancellationToken cancellation = default);

    /// <summary>
    /// Follows the account's orders: first the open ones, then each change. After an interruption it gives what each order has become
    /// meanwhile.
    /// </summary>
    Task<LiveStream<Order>> WatchOrdersAsync(CancellationToken cancellation = default);

    /// <summary>Follows the account's fills, each once; what happens after it returned is in it.</summary>
    Task<LiveStream<Execution>> WatchExecutionsAsync(CancellationToken cancellation = default);

    /// <summary>Accounts below maintenance margin, which anyone may liquidate for the reward.</summary>
    Task<IReadOnlyList<LiquidationCandidate>> GetLiquidatableAsync(CancellationToken cancellation = default);

    /// <summary>Runs the next step of liquidating an account; the reward goes to this client's account.</summary>
    /// <exception cref="RequestRejectedException">The account is not below maintenance margin.</exception>
    Task<LiquidationOutcome> LiquidateAsync(long account, CancellationToken cancellation = default);
}
