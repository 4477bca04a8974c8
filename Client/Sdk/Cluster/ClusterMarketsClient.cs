using System.Reflection;
using OrleansMarkets.Client.Retries;
using OrleansMarkets.Client.Streams;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Keepers;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.MarketData.Replicas;
using OrleansMarkets.MarketData.Symbols;

namespace OrleansMarkets.Client.Cluster;

/// <summary>One account's client on the grains.</summary>
internal sealed class ClusterMarketsClient : IMarketsClient
{
    private const int WatchedLevels = 50;
    private const int MaximumLevels = 200;
    private const int MaximumTrades = 60;
    private const int MaximumExecutions = 100;

    /// <summary>Accounts of one page of a keeper's shard, and most pages of it.</summary>
    private const int CandidatesPerPage = 100;
    private const int MaximumPages = 200;

    private readonly ClusterMarkets _markets;
    private readonly long _account;
    private readonly ClusterOrderRoute _orders;
    private readonly Repeater _repeater;
    private readonly FirstAttempts _first;
    private readonly ClusterAnalytics _analytics;

    public ClusterMarketsClient(ClusterMarkets markets, long account)
    {
        _markets = markets;
        _account = account;
        ICrossMarginGrain grain = markets.Grains.GetGrain<ICrossMarginGrain>(account);
        var courier = new AccountCourier(grain, markets.Options.Limits.AttemptTimeout, markets.Options.Time);
        _orders = new ClusterOrderRoute(markets, courier, account);
        _repeater = new Repeater(markets.Options.Limits, markets.Options.Time);
        _first = new FirstAttempts(markets, _orders, courier, _repeater);
        _analytics = new ClusterAnalytics(markets, _repeater, account);
        Admin = new ClusterMarketsAdmin(markets, _repeater);
    }

    public IMarketsAdmin Admin { get; }

    public async Task<ExchangeStatus> GetStatusAsync(CancellationToken cancellation)
    {
        var states = await ReadAllAsync<MarketState>(
            (market, replica) => [new MarketState(ClusterMapping.Id(market), replica.ReadStatus().Phase.ToString(), replica.Sequence)],
            cancellation);
        Assembly runtime = typeof(Orleans.IGrainFactory).Assembly;
        string version = typeof(ClusterMarketsClient).Assembly.GetName().Version?.ToString(fieldCount: 3) ?? "";
        return new ExchangeStatus(version, runtime.GetName().Name ?? "", _markets.Options.Time.GetUtcNow(), [.. states]);
    }

    public Task<IReadOnlyList<Market>> GetMarketsAsync(CancellationToken cancellation) => _repeater.ReadAsync<IReadOnlyList<Market>>(
        async token => [.. (await _markets.GetAllAsync(token)).Select(ClusterMapping.ToMarket)
            .OrderBy(market => market.Id.Category).ThenBy(market => market.Id.Symbol, StringComparer.Ordinal)],
        cancellation);

    public Task<Market> GetMarketAsync(MarketId market, CancellationToken cancellation) =>
        _repeater.ReadAsync(async token => ClusterMapping.ToMarket(await _markets.GetAsync(market, token)), cancellation);

    public Task<OrderBook> GetBookAsync(MarketId market, int levels, CancellationToken cancellation)
    {
        Check(levels, MaximumLevels, nameof(levels));
        return ReadAsync(market, (listed, replica) => ClusterMapping.ToBook(listed, replica.ReadDepth(levels)), cancellation);
    }

    public Task<IReadOnlyList<Trade>> GetTradesAsync(MarketId market, int count, CancellationToken cancellation)
    {
        Check(count, MaximumTrades, nameof(count));
        return ReadAsync<IReadOnlyList<Trade>>(
            market,
            (listed, replica) => [.. replica.ReadTrades(count).Select(trade => ClusterMapping.ToTrade(listed, trade))],
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
        _first.PlaceAsync(order, cancellation);

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
        _first.CancelAsync(market, order, cancellation);

    public Task CancelAllAsync(MarketId market, CancellationToken cancellation) =>
        CancelAllAsync(market, new CancelFilter(), cancellation);

    public Task CancelAllAsync(MarketId market, CancelFilter filter, CancellationToken cancellation) =>
        _repeater.CancelAllAsync(_orders, market, filter, cancellation);

    public Task<IReadOnlyList<Order>> GetOpenOrdersAsync(MarketId? market, CancellationToken cancellation) => ReadManyAsync(
        market,
        (listed, replica) => replica.ReadOpenOrders(_account).Select(order => ClusterMapping.ToOrder(listed, order)),
        cancellation);

    public Task<Order?> GetOrderAsync(MarketId market, OrderKey order, CancellationToken cancellation) =>
        _repeater.ReadAsync(token => _orders.FindAsync(market, order, token), cancellation);

    public async Task<IReadOnlyList<Execution>> GetExecutionsAsync(MarketId? market, int count, CancellationToken cancellation)
    {
        Check(count, MaximumExecutions, nameof(count));
        var executions = await ReadManyAsync(
            market,
            (listed, replica) => replica.ReadExecutions(_account, count)
                .Where(ClusterMapping.IsFill).Select(execution => ClusterMapping.ToExecution(listed, execution)),
            cancellation);
        return [.. executions.OrderByDescending(execution => execution.Time).Take(count)];
    }

    public async Task<IReadOnlyList<Position>> GetPositionsAsync(CancellationToken cancellation)
    {
        RiskReport report = await RiskAsync(cancellation);
        var listed = (await _markets.GetAllAsync(cancellation)).ToDictionary(market => market.Symbol, StringComparer.Ordinal);
        return
        [
            .. from line in report.Positions
               where line.Row.SizeLots != 0 && listed.ContainsKey(line.Symbol)
               let market = listed[line.Symbol]
               where market.Definition.Kind == MarketKind.LinearPerpetual
               select ClusterMapping.ToPosition(market, line),
        ];
    }

    public async Task<Wallet> GetWalletAsync(CancellationToken cancellation) =>
        ClusterMapping.ToWallet(await RiskAsync(cancellation), _markets.Options.Assets);

    public Task<LiveBook> WatchBookAsync(MarketId market, CancellationToken cancellation) => LiveBook.StartAsync(
        async (book, token) =>
        {
            ListedMarket listed = await _markets.GetAsync(market, token);
            using var updates = new UpdateQueue();
            MarketReplica replica = await _markets.CurrentAsync(listed, token);
            updates.Subscribe(replica);
            while (true)
            {
                book.Set(ClusterMapping.ToBook(listed, replica.ReadDepth(WatchedLevels)));
                await NextAsync(updates, update => !update.Depth.IsEmpty, token);
            }
        },
        cancellation);

    public Task<LiveMarketByOrder> WatchMarketByOrderAsync(MarketId market, CancellationToken cancellation) =>
        LiveMarketByOrder.StartAsync(
            async (live, token) =>
            {
                ListedMarket listed = await _markets.GetAsync(market, token);
                using var updates = new UpdateQueue();
                MarketReplica replica = await _markets.CurrentAsync(listed, token);
                updates.Subscribe(replica);
                var reader = new OrdersReader(listed, replica, live);
                while (true)
                {
                    reader.Take(await updates.ReadAsync(token));
                }
            },
            cancellation);

    public Task<LiveAuction> WatchAuctionAsync(MarketId market, CancellationToken cancellation) =>
        _analytics.WatchAuctionAsync(market, cancellation);

    public Task<LiveStream<Trade>> WatchTradesAsync(MarketId market, CancellationToken cancellation) => LiveStream<Trade>.StartAsync(
        (output, stands, token) =>
        {
            var tape = new Tape<Trade>(output, fetch => GetTradesAsync(market, MaximumTrades, fetch), trade => trade.TradeId);
            return FollowAsync(
                market, (listed, update) => update.Trades.Select(trade => ClusterMapping.ToTrade(listed, trade)), tape, stands, token);
        },
        cancellation);

    public Task<LiveStream<Order>> WatchOrdersAsync(CancellationToken cancellation) => LiveStream<Order>.StartAsync(
        (output, stands, token) =>
        {
            var tape = new OrderTape(output, this);
            return FollowAsync(
                market: null,
                (listed, update) => update.Orders.Where(order => order.Account == _account)
                    .Select(order => ClusterMapping.ToOrder(listed, order)),
                tape.GiveAsync,
                tape.CatchUpAsync,
                stands,
                token);
        },
        cancellation);

    public Task<LiveStream<Execution>> WatchExecutionsAsync(CancellationToken cancellation) => LiveStream<Execution>.StartAsync(
        (output, stands, token) =>
        {
            var tape = new Tape<Execution>(
                output, fetch => GetExecutionsAsync(null, MaximumExecutions, fetch), execution => execution.ExecutionId);
            return FollowAsync(
                market: null,
                (listed, update) => update.Executions.Where(each => each.Account == _account && ClusterMapping.IsFill(each))
                    .Select(each => ClusterMapping.ToExecution(listed, each)),
                tape,
                stands,
                token);
        },
        cancellation);

    public async Task<IReadOnlyList<LiquidationCandidate>> GetLiquidatableAsync(CancellationToken cancellation)
    {
        var candidates = new List<LiquidationCandidate>();
        for (int shard = 0; shard < _markets.Options.KeeperShards; shard++)
        {
            await AddCandidatesAsync(shard, candidates, cancellation);
        }

        return [.. candidates.OrderBy(candidate => candidate.Account)];
    }

    // Not repeated: each call runs the next step.
    public async Task<LiquidationOutcome> LiquidateAsync(long account, CancellationToken cancellation)
    {
        LiquidateResult result = await ClusterCalls.ChangeAsync(
            _markets.Options,
            () => _markets.Grains.GetGrain<ICrossMarginGrain>(account).Liquidate(_account),
            order: null,
            cancellation);
        return result.Code == ResultCode.Ok
            ? new LiquidationOutcome(
                account, result.Stage.ToString(), ClusterMapping.Amount(_markets.Options.Assets.Settlement, result.RewardQuanta))
            : throw ClusterCalls.Failure(result.Code, order: null);
    }

    // The connection belongs to the cluster object, which other accounts share.
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static void Check(int count, int most, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, most, name);
    }

    private static async Task NextAsync(UpdateQueue updates, Predicate<MarketUpdate> matters, CancellationToken cancellation)
    {
        while (await updates.ReadAsync(cancellation) is { } update && !matters(update))
        {
        }
    }

    private async Task AddCandidatesAsync(int shard, List<LiquidationCandidate> candidates, CancellationToken cancellation)
    {
        ILiquidationKeeperGrain keeper = _markets.Grains.GetGrain<ILiquidationKeeperGrain>(shard);
        long after = 0;
        for (int pages = 0; pages < MaximumPages; pages++)
        {
            var query = new UnderMarginedQuery(after, CandidatesPerPage);
            UnderMarginedPage page = await _repeater.ReadAsync(
                token => ClusterCalls.AskAsync(_markets.Options, () => keeper.FindUnderMargined(query), token), cancellation);
            candidates.AddRange(page.Accounts.Select(each => new LiquidationCandidate(
                each.Account,
                ClusterMapping.Amount(_markets.Options.Assets.Settlement, each.EquityQuanta),
                ClusterMapping.Amount(_markets.Options.Assets.Settlement, each.MaintenanceQuanta))));
            if (!page.HasMore || page.Accounts.IsEmpty)
            {
                return;
            }

            after = page.Accounts[^1].Account;
        }
    }

    private Task<RiskReport> RiskAsync(CancellationToken cancellation) => _repeater.ReadAsync(
        token => ClusterCalls.AskAsync(
            _markets.Options, () => _markets.Grains.GetGrain<ICrossMarginGrain>(_account).GetRisk(), token),
        cancellation);

    private Task<T> ReadAsync<T>(MarketId market, Func<ListedMarket, MarketReplica, T> read, CancellationToken cancellation) =>
        _repeater.ReadAsync(
            async token =>
            {
                ListedMarket listed = await _markets.GetAsync(market, token);
                return read(listed, await _markets.CurrentAsync(listed, token));
            },
            cancellation);

    private async Task<IReadOnlyList<T>> ReadManyAsync<T>(
        MarketId? market, Func<ListedMarket, MarketReplica, IEnumerable<T>> read, CancellationToken cancellation) =>
        market is { } one
            ? await ReadAsync<IReadOnlyList<T>>(one, (listed, replica) => [.. read(listed, replica)], cancellation)
            : await ReadAllAsync(read, cancellation);

    private Task<IReadOnlyList<T>> ReadAllAsync<T>(
        Func<ListedMarket, MarketReplica, IEnumerable<T>> read, CancellationToken cancellation) =>
        _repeater.ReadAsync<IReadOnlyList<T>>(
            async token =>
            {
                var items = new List<T>();
                foreach (ListedMarket listed in await _markets.GetAllAsync(token))
                {
                    items.AddRange(read(listed, await _markets.CurrentAsync(listed, token)));
                }

                return items;
            },
            cancellation);

    private async Task FollowAsync<T>(
        MarketId? market,
        Func<ListedMarket, MarketUpdate, IEnumerable<T>> pick,
        Tape<T> tape,
        Action stands,
        CancellationToken cancellation)
    {
        await tape.BeginAsync(cancellation);
        await FollowAsync(market, pick, tape.GiveAsync, tape.CatchUpAsync, stands, cancellation);
    }

    private async Task FollowAsync<T>(
        MarketId? market,
        Func<ListedMarket, MarketUpdate, IEnumerable<T>> pick,
        Func<IEnumerable<T>, CancellationToken, Task> give,
        Func<CancellationToken, Task> catchUp,
        Action stands,
        CancellationToken cancellation)
    {
        ListedMarket[] listed = market is { } one
            ? [await _markets.GetAsync(one, cancellation)]
            : [.. await _markets.GetAllAsync(cancellation)];
        using var updates = new UpdateQueue();
        foreach (ListedMarket each in listed)
        {
            updates.Subscribe(await _markets.CurrentAsync(each, cancellation));
        }

        stands();
        await catchUp(cancellation);
        while (true)
        {
            if (await updates.ReadAsync(cancellation) is { } update)
            {
                await give(pick(listed.First(each => each.Symbol == update.Symbol), update), cancellation);
            }
            else
            {
                await catchUp(cancellation);
            }
        }
    }
}
