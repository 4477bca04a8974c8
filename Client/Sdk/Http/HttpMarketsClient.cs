using OrleansMarkets.Client.Retries;
using OrleansMarkets.Client.Streams;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Venue;

namespace OrleansMarkets.Client.Http;

/// <summary>
/// A client over HTTP and WebSocket. Each live stream has a socket of its own, so that a slow reader holds up nobody else.
/// </summary>
internal sealed class HttpMarketsClient : IMarketsClient
{
    /// <summary>Largest page that is asked for.</summary>
    private const int PageSize = 50;

    /// <summary>Most pages of one list: what is beyond is left out.</summary>
    private const int MaximumPages = 200;

    private const int MaximumLevels = 200;
    private const int MaximumTrades = 60;
    private const int MaximumExecutions = 100;
    private static readonly MarketCategory[] AllCategories = [MarketCategory.Linear, MarketCategory.Spot];

    private readonly HttpConnectionOptions _options;
    private readonly GatewayTransport _transport;
    private readonly HttpOrderRoute _orders;
    private readonly Repeater _repeater;
    private readonly HttpAnalytics _analytics;

    public HttpMarketsClient(HttpConnectionOptions options)
    {
        _options = options;
        _transport = new GatewayTransport(options);
        _orders = new HttpOrderRoute(_transport);
        _repeater = new Repeater(options.Limits, options.Time);
        _analytics = new HttpAnalytics(_transport, _repeater);
        Admin = new HttpMarketsAdmin(_transport, _repeater);
    }

    public IMarketsAdmin Admin { get; }

    public Task<ExchangeStatus> GetStatusAsync(CancellationToken cancellation) => _repeater.ReadAsync(
        async token =>
        {
            VenueStatus status = await _transport.GetAsync(GatewayRoutes.Status, "", WireJson.Default.EnvelopeVenueStatus, token);
            long timeMs = await _transport.Clock.NowMsAsync(token);
            return new ExchangeStatus(
                status.Version,
                status.Runtime,
                WireMapping.Time(timeMs),
                [.. WireMapping.Listed(status.Markets).Select(WireMapping.ToState)]);
        },
        cancellation);

    public async Task<IReadOnlyList<Market>> GetMarketsAsync(CancellationToken cancellation) =>
        [.. await GetLinearAsync(null, cancellation), .. await GetSpotAsync(null, cancellation)];

    public async Task<Market> GetMarketAsync(MarketId market, CancellationToken cancellation)
    {
        var found = market.Category == MarketCategory.Spot
            ? await GetSpotAsync(market.Symbol, cancellation)
            : await GetLinearAsync(market.Symbol, cancellation);
        return found.FirstOrDefault(each => each.Id == market)
            ?? throw new RequestRejectedException(new MarketsError(1201, 0, $"there is no market {market}"));
    }

    public Task<OrderBook> GetBookAsync(MarketId market, int levels, CancellationToken cancellation)
    {
        CheckCount(levels, MaximumLevels, nameof(levels));
        string query = QueryText.Of(MarketParameters(market, ("limit", QueryText.Number(levels))));
        return _repeater.ReadAsync(
            async token => WireMapping.ToBook(
                market, await _transport.GetAsync(GatewayRoutes.Book, query, WireJson.Default.EnvelopeOrderBook, token)),
            cancellation);
    }

    public Task<IReadOnlyList<Trade>> GetTradesAsync(MarketId market, int count, CancellationToken cancellation)
    {
        CheckCount(count, MaximumTrades, nameof(count));
        string query = QueryText.Of(MarketParameters(market, ("limit", QueryText.Number(count))));
        return _repeater.ReadAsync<IReadOnlyList<Trade>>(
            async token =>
            {
                var page = await _transport.GetAsync(GatewayRoutes.Trades, query, WireJson.Default.EnvelopeListPagePublicTrade, token);
                return [.. WireMapping.Listed(page.Items).Select(trade => WireMapping.ToTrade(market, trade))];
            },
            cancellation);
    }

    public Task<IReadOnlyList<Candle>> GetCandlesAsync(MarketId market, CandleRequest request, CancellationToken cancellation) =>
        _analytics.GetCandlesAsync(market, request, cancellation);

    public Task<MarketTicker> GetTickerAsync(MarketId market, CancellationToken cancellation) =>
        _analytics.GetTickerAsync(market, cancellation);

    public Task<Toxicity> GetToxicityAsync(MarketId market, CancellationToken cancellation) =>
        _analytics.GetToxicityAsync(market, cancellation);

    public Task<IReadOnlyList<Markout>> GetMarkoutsAsync(MarketId market, CancellationToken cancellation) =>
        _analytics.GetMarkoutsAsync(market, cancellation);

    public Task<MarketAuction> GetAuctionAsync(MarketId market, CancellationToken cancellation) =>
        _analytics.GetAuctionAsync(market, cancellation);

    public Task<OrderReceipt> PlaceAsync(OrderRequest order, CancellationToken cancellation) =>
        _repeater.PlaceAsync(_orders, order, cancellation);

    public Task<IReadOnlyList<BatchedOrder>> PlaceBatchAsync(IReadOnlyList<OrderRequest> orders, CancellationToken cancellation) =>
        OrderBatches.PlaceAsync(_orders, _repeater, orders, cancellation);

    public Task AmendAsync(MarketId market, OrderKey order, OrderAmendment amendment, CancellationToken cancellation) =>
        _repeater.AmendAsync(_orders, market, order, amendment, cancellation);

    public Task<IReadOnlyList<BatchedOrder>> PlaceScaleAsync(ScaleRequest order, CancellationToken cancellation) =>
        _repeater.PlaceScaleAsync(_orders, order, cancellation);

    public Task<IReadOnlyList<BatchedChange>> AmendBatchAsync(
        MarketId market, IReadOnlyList<BatchedAmendment> amendments, CancellationToken cancellation) =>
        OrderBatches.AmendAsync(_orders, _repeater, market, amendments, cancellation);

    public Task<IReadOnlyList<BatchedChange>> CancelBatchAsync(
        MarketId market, IReadOnlyList<OrderKey> orders, CancellationToken cancellation) =>
        OrderBatches.CancelAsync(_orders, _repeater, market, orders, cancellation);

    public Task CancelAllAfterAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        CancelTimes.Check(timeout);
        return _repeater.RepeatAsync(() => _orders.CancelAllAfterAsync(timeout, cancellation), cancellation);
    }

    public Task CancelAsync(MarketId market, OrderKey order, CancellationToken cancellation) =>
        _repeater.CancelAsync(_orders, market, order, cancellation);

    public Task CancelAllAsync(MarketId market, CancellationToken cancellation) =>
        CancelAllAsync(market, new CancelFilter(), cancellation);

    public Task CancelAllAsync(MarketId market, CancelFilter filter, CancellationToken cancellation) =>
        _repeater.CancelAllAsync(_orders, market, filter, cancellation);

    public async Task<IReadOnlyList<Order>> GetOpenOrdersAsync(MarketId? market, CancellationToken cancellation)
    {
        var orders = new List<Order>();
        foreach (MarketCategory category in CategoriesOf(market))
        {
            orders.AddRange(await PagesAsync(
                async (cursor, token) =>
                {
                    string query = QueryText.Of(
                        ("category", WireMapping.Text(category)),
                        ("symbol", market?.Symbol),
                        ("limit", QueryText.Number(PageSize)),
                        ("cursor", cursor));
                    return await _transport.GetSignedAsync(GatewayRoutes.Orders, query, WireJson.Default.EnvelopeListPageOrder, token);
                },
                WireMapping.ToOrder,
                cancellation));
        }

        return orders;
    }

    public Task<Order?> GetOrderAsync(MarketId market, OrderKey order, CancellationToken cancellation) =>
        _repeater.ReadAsync(token => _orders.FindAsync(market, order, token), cancellation);

    public async Task<IReadOnlyList<Execution>> GetExecutionsAsync(MarketId? market, int count, CancellationToken cancellation)
    {
        CheckCount(count, MaximumExecutions, nameof(count));
        var executions = new List<Execution>();
        foreach (MarketCategory category in CategoriesOf(market))
        {
            string query = QueryText.Of(
                ("category", WireMapping.Text(category)), ("symbol", market?.Symbol), ("limit", QueryText.Number(count)));
            var page = await _repeater.ReadAsync(
                token => _transport.GetSignedAsync(GatewayRoutes.Executions, query, WireJson.Default.EnvelopeListPageExecution, token),
                cancellation);
            executions.AddRange(WireMapping.Listed(page.Items).Where(IsFill).Select(WireMapping.ToExecution));
        }

        return [.. executions.OrderByDescending(each => each.Time).Take(count)];
    }

    public Task<IReadOnlyList<Position>> GetPositionsAsync(CancellationToken cancellation) => PagesAsync(
        async (cursor, token) =>
        {
            string query = QueryText.Of(
                ("category", Categories.Linear), ("limit", QueryText.Number(PageSize)), ("cursor", cursor));
            return await _transport.GetSignedAsync(GatewayRoutes.Positions, query, WireJson.Default.EnvelopeListPagePosition, token);
        },
        WireMapping.ToPosition,
        cancellation);

    public Task<Wallet> GetWalletAsync(CancellationToken cancellation) => _repeater.ReadAsync(
        async token =>
        {
            var wallets = await _transport.GetSignedAsync(
                GatewayRoutes.Wallet, "accountType=UNIFIED", WireJson.Default.EnvelopeWalletList, token);
            return WireMapping.Listed(wallets.List) is [var wallet]
                ? WireMapping.ToWallet(wallet)
                : throw new ProtocolException($"the gateway gave {wallets.List.Count} wallets");
        },
        cancellation);

    public Task<LiveBook> WatchBookAsync(MarketId market, CancellationToken cancellation) => LiveBook.StartAsync(
        (book, token) => Loop().RunAsync(
            PublicTopic(market, $"x.orderbook.{PageSize}"), new BookReader(market, book), stands: () => { }, token),
        cancellation);

    public Task<LiveMarketByOrder> WatchMarketByOrderAsync(MarketId market, CancellationToken cancellation) =>
        LiveMarketByOrder.StartAsync(
            (live, token) => Loop().RunAsync(
                PublicTopic(market, "x.orders"), new MarketByOrderReader(market, live), stands: () => { }, token),
            cancellation);

    public Task<LiveAuction> WatchAuctionAsync(MarketId market, CancellationToken cancellation) => LiveAuction.StartAsync(
        (live, token) => Loop().RunAsync(
            PublicTopic(market, "x.auction"), new AuctionReader(market, live), stands: () => { }, token),
        cancellation);

    public Task<LiveStream<Trade>> WatchTradesAsync(MarketId market, CancellationToken cancellation) => LiveStream<Trade>.StartAsync(
        (output, stands, token) => RunTapeAsync(
            PublicTopic(market, "publicTrade"),
            new Tape<Trade>(output, fetch => GetTradesAsync(market, MaximumTrades, fetch), trade => trade.TradeId),
            message => WireMapping.Listed(StreamMessages.Read(message, WireJson.Default.StreamMessageStreamTrades).Data)
                .Select(trade => WireMapping.ToTrade(market, trade)),
            stands,
            token),
        cancellation);

    public Task<LiveStream<Order>> WatchOrdersAsync(CancellationToken cancellation) => LiveStream<Order>.StartAsync(
        (output, stands, token) =>
        {
            var tape = new OrderTape(output, this);
            var reader = new TapeReader<Order>(
                tape.GiveAsync,
                tape.CatchUpAsync,
                message => WireMapping.Listed(StreamMessages.Read(message, WireJson.Default.PrivateMessageOrder).Items)
                    .Select(WireMapping.ToOrder));
            return Loop().RunAsync(PrivateTopic("order"), reader, stands, token);
        },
        cancellation);

    public Task<LiveStream<Execution>> WatchExecutionsAsync(CancellationToken cancellation) => LiveStream<Execution>.StartAsync(
        (output, stands, token) => RunTapeAsync(
            PrivateTopic("execution"),
            new Tape<Execution>(
                output, fetch => GetExecutionsAsync(null, MaximumExecutions, fetch), execution => execution.ExecutionId),
            message => WireMapping.Listed(StreamMessages.Read(message, WireJson.Default.PrivateMessageExecution).Items)
                .Where(IsFill).Select(WireMapping.ToExecution),
            stands,
            token),
        cancellation);

    public async Task<IReadOnlyList<LiquidationCandidate>> GetLiquidatableAsync(CancellationToken cancellation)
    {
        var candidates = new List<LiquidationCandidate>();
        string? cursor = null;
        for (int pages = 0; pages < MaximumPages && (pages == 0 || !string.IsNullOrEmpty(cursor)); pages++)
        {
            string query = QueryText.Of(("cursor", cursor));
            LiquidationList page = await _repeater.ReadAsync(
                token => _transport.GetSignedAsync(
                    GatewayRoutes.Liquidatable, query, WireJson.Default.EnvelopeLiquidationList, token),
                cancellation);
            candidates.AddRange(WireMapping.Listed(page.List).Select(each => new Client.LiquidationCandidate(
                WireMapping.Whole(each.Account), WireMapping.Number(each.Equity), WireMapping.Number(each.MaintenanceMargin))));
            cursor = page.NextPageCursor;
        }

        return candidates;
    }

    // Not repeated: each call runs the next step.
    public async Task<LiquidationOutcome> LiquidateAsync(long account, CancellationToken cancellation)
    {
        LiquidateAnswer answer = await _transport.PostAsync(
            GatewayRoutes.Liquidate,
            new LiquidateRequest { Account = QueryText.Number(account) },
            WireJson.Default.LiquidateRequest,
            WireJson.Default.EnvelopeLiquidateAnswer,
            order: null,
            cancellation);
        return new LiquidationOutcome(account, answer.Stage, WireMapping.Number(answer.Reward));
    }

    public ValueTask DisposeAsync()
    {
        _transport.Dispose();
        return ValueTask.CompletedTask;
    }

    private static MarketCategory[] CategoriesOf(MarketId? market) => market is { } one ? [one.Category] : AllCategories;

    private static (string Name, string? Value)[] MarketParameters(MarketId market, (string Name, string? Value) other) =>
        [("category", WireMapping.Text(market.Category)), ("symbol", market.Symbol), other];

    private static StreamTopic PublicTopic(MarketId market, string topic) =>
        new(GatewayRoutes.PublicStream + WireMapping.Text(market.Category), $"{topic}.{market.Symbol}", IsPrivate: false);

    private static StreamTopic PrivateTopic(string topic) => new(GatewayRoutes.PrivateStream, topic, IsPrivate: true);

    private static void CheckCount(int count, int most, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, most, name);
    }

    // Payments of funding are in the same list.
    private static bool IsFill(Wire.Trading.Execution execution) => execution.Type != "Funding";

    private StreamLoop Loop() => new(_options, _transport);

    private async Task RunTapeAsync<T>(
        StreamTopic topic,
        Tape<T> tape,
        Func<ReadOnlyMemory<byte>, IEnumerable<T>> parse,
        Action stands,
        CancellationToken cancellation)
    {
        await tape.BeginAsync(cancellation);
        await Loop().RunAsync(topic, new TapeReader<T>(tape.GiveAsync, tape.CatchUpAsync, parse), stands, cancellation);
    }

    private Task<IReadOnlyList<Market>> GetLinearAsync(string? symbol, CancellationToken cancellation) => PagesAsync(
        (cursor, token) => _transport.GetAsync(
            GatewayRoutes.Instruments,
            QueryText.Of(("category", Categories.Linear), ("symbol", symbol), ("cursor", cursor)),
            WireJson.Default.EnvelopeListPageLinearInstrument,
            token),
        WireMapping.ToMarket,
        cancellation);

    private Task<IReadOnlyList<Market>> GetSpotAsync(string? symbol, CancellationToken cancellation) => PagesAsync(
        (cursor, token) => _transport.GetAsync(
            GatewayRoutes.Instruments,
            QueryText.Of(("category", Categories.Spot), ("symbol", symbol), ("cursor", cursor)),
            WireJson.Default.EnvelopeListPageSpotInstrument,
            token),
        WireMapping.ToMarket,
        cancellation);

    private async Task<IReadOnlyList<TResult>> PagesAsync<TItem, TResult>(
        Func<string?, CancellationToken, Task<ListPage<TItem>>> read, Func<TItem, TResult> map, CancellationToken cancellation)
    {
        var results = new List<TResult>();
        string? cursor = null;
        for (int pages = 0; pages < MaximumPages; pages++)
        {
            ListPage<TItem> page = await _repeater.ReadAsync(token => read(cursor, token), cancellation);
            results.AddRange(WireMapping.Listed(page.Items).Select(map));
            if (string.IsNullOrEmpty(page.NextPageCursor) || page.Items.Count == 0)
            {
                break;
            }

            cursor = page.NextPageCursor;
        }

        return results;
    }
}
