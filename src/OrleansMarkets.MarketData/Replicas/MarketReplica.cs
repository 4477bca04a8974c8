using System.Collections.Immutable;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.MarketData.Analytics;
using OrleansMarkets.MarketData.Books;
using OrleansMarkets.MarketData.Candles;
using OrleansMarkets.MarketData.Images;

namespace OrleansMarkets.MarketData.Replicas;

/// <summary>
/// One market, folded from its committed records: depth, public trades, ticker, and orders and executions per account.
/// </summary>
/// <remarks>
/// One writer, the follower, and any number of readers. A plain lock guards the state: the writer holds it for at most
/// <see cref="ReplicaLimits.RecordsPerUpdate"/> records, a reader for one copy. Readers get immutable copies of the state after some
/// record. Immutable snapshots would cost a copy for every record, read or not.
/// </remarks>
public sealed class MarketReplica
{
    /// <summary>Most levels of a side that a reader gets.</summary>
    public const int MaximumDepthLevels = 1_000;

    private readonly Lock _gate = new();
    private readonly ReplicaLimits _limits;
    private readonly ReplicaState _state;
    private ImmutableArray<Subscription> _subscriptions = [];
    private bool _isBroken;

    /// <summary>Makes a replica that has folded nothing.</summary>
    /// <param name="symbol">The market.</param>
    /// <param name="limits">What it keeps, or null for the defaults.</param>
    public MarketReplica(string symbol, ReplicaLimits? limits = null)
    {
        Symbol = symbol;
        _limits = limits ?? ReplicaLimits.Default;
        _state = new ReplicaState(symbol, _limits);
    }

    /// <summary>The market.</summary>
    public string Symbol { get; }

    /// <summary>Sequence of the last folded record; zero before the first.</summary>
    public long Sequence => Read(state => state.Sequence);

    /// <summary>What is fixed for the market's life; null before the first record.</summary>
    public MarketSpec? Spec => Read(state => state.Spec);

    /// <summary>The present parameters; null before the first record.</summary>
    public MarketParameters? Parameters => Read(state => state.Parameters);

    /// <summary>Folds a page and pushes what it changed. Only one thread may call it at a time.</summary>
    /// <param name="page">The page after <see cref="Sequence"/>.</param>
    /// <exception cref="CorruptRecordException">
    /// The page does not follow, or holds no records. If it held some that were folded, the replica can only be thrown away.
    /// </exception>
    public void Apply(LogPage page)
    {
        if (_isBroken || page.FirstSequence != Sequence + 1 || page.LastSequence - page.FirstSequence + 1 != page.RecordCount)
        {
            throw new CorruptRecordException(
                $"{Symbol}: records {page.FirstSequence} to {page.LastSequence} ({page.RecordCount}) do not follow record {Sequence}.");
        }

        var frames = new LogFrames(page.Records.IsDefault ? [] : page.Records.AsSpan());
        _isBroken = true;
        while (!frames.AtEnd)
        {
            Publish(ApplySome(ref frames, out ImmutableArray<Subscription> subscriptions), subscriptions);
        }

        _isBroken = Sequence != page.LastSequence;
        if (_isBroken)
        {
            throw new CorruptRecordException($"{Symbol}: a page of records up to {page.LastSequence} ends at {Sequence}.");
        }
    }

    /// <summary>The top of the book.</summary>
    /// <param name="levels">Levels a side, at most <see cref="MaximumDepthLevels"/>.</param>
    public DepthImage ReadDepth(int levels) => Read(state => state.ReadDepth(Math.Clamp(levels, 0, MaximumDepthLevels)));

    /// <summary>Number of open orders, those that only wait among them.</summary>
    public int OpenOrders => Read(state => state.OpenOrders);

    /// <summary>All resting orders.</summary>
    public OrdersImage ReadOrders() => Read(state => state.ReadOrders());

    /// <summary>
    /// Candles, newest first, up to the one that the last record is in: a bar is final when the log has passed its end. Those in which
    /// nothing happened are among them.
    /// </summary>
    /// <param name="query">Which; <see cref="ReplicaLimits.Candles"/> bars with prices are kept of each interval and source.</param>
    public ImmutableArray<Candle> ReadCandles(CandleQuery query) => Read(state => state.ReadCandles(query));

    /// <summary>The latest public trades, newest first.</summary>
    /// <param name="count">How many at most; <see cref="ReplicaLimits.Trades"/> are kept.</param>
    public ImmutableArray<PublicTrade> ReadTrades(int count) => Read(state => state.Trades.Latest(count));

    /// <summary>The market at a glance.</summary>
    /// <param name="nowNs">The present, nanoseconds since the Unix epoch: the end of the windows of a day and an hour.</param>
    public Ticker ReadTicker(long nowNs) => Read(state => state.ReadTicker(nowNs));

    /// <summary>Phase, prices and funding.</summary>
    public MarketStatus ReadStatus() => Read(state => state.ReadStatus());

    /// <summary>The auction that is called, and what the last one gave.</summary>
    public AuctionImage ReadAuction() => Read(state => state.ReadAuction());

    /// <summary>The latest funding settlements, newest first.</summary>
    /// <param name="count">How many at most; <see cref="ReplicaLimits.FundingSettlements"/> are kept.</param>
    public ImmutableArray<FundingSettlement> ReadFundingSettlements(int count) => Read(state => state.FundingSettlements.Latest(count));

    /// <summary>How one-sided the flow of takers is.</summary>
    public Toxicity ReadToxicity() => Read(state => state.ReadToxicity());

    /// <summary>What an account's fills were worth some time later: makers' first, by horizon.</summary>
    /// <param name="account">The account.</param>
    public ImmutableArray<Markout> ReadMarkouts(long account) => Read(state => state.ReadMarkouts(account));

    /// <summary>An account's resting orders, oldest first.</summary>
    /// <param name="account">The account.</param>
    public ImmutableArray<OrderImage> ReadOpenOrders(long account) => Read(state =>
        state.Find(account) is { } fold ? [.. fold.Open.Values.Select(order => order.Image())] : ImmutableArray<OrderImage>.Empty);

    /// <summary>An account's final orders, the one that became final last first.</summary>
    /// <param name="account">The account.</param>
    /// <param name="count">How many at most; <see cref="ReplicaLimits.FinalOrdersPerAccount"/> are kept.</param>
    public ImmutableArray<OrderImage> ReadFinalOrders(long account, int count) =>
        Read(state => state.Find(account)?.Final.Latest(count) ?? []);

    /// <summary>An account's executions and payments, newest first.</summary>
    /// <param name="account">The account.</param>
    /// <param name="count">How many at most; <see cref="ReplicaLimits.ExecutionsPerAccount"/> are kept.</param>
    public ImmutableArray<Execution> ReadExecutions(long account, int count) =>
        Read(state => state.Find(account)?.Executions.Latest(count) ?? []);

    /// <summary>Sums over everything that an account did in the market.</summary>
    /// <param name="account">The account.</param>
    public AccountTotals ReadTotals(long account) => Read(state => state.TotalsOf(account));

    /// <summary>An order of an account by its id, open or final; null if it is not known (any more).</summary>
    /// <param name="account">The account.</param>
    /// <param name="orderId">The order.</param>
    public OrderImage? FindOrder(long account, long orderId) =>
        Find(account, order => order.OrderId == orderId, order => order.OrderId == orderId);

    /// <summary>An order of an account by the id of its command, open or final; null if it is not known (any more).</summary>
    /// <param name="account">The account.</param>
    /// <param name="commandId">Id of the command that submitted it.</param>
    public OrderImage? FindOrder(long account, CommandId commandId) =>
        Find(account, order => order.CommandId == commandId, order => order.CommandId == commandId);

    /// <summary>
    /// An account's order with a client order id: the newest open one, else the newest final one; null if it is not known (any more).
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="clientOrderId">The client order id.</param>
    public OrderImage? FindOrder(long account, string clientOrderId) =>
        Find(account, order => order.ClientOrderId == clientOrderId, order => order.ClientOrderId == clientOrderId);

    /// <summary>Subscribes, and takes the depth that the first update follows: no record falls between the two.</summary>
    /// <param name="subscriber">Takes the updates; one may still be under way to it when the subscription is disposed of.</param>
    /// <param name="depthLevels">Levels a side of the depth, at most <see cref="MaximumDepthLevels"/>.</param>
    /// <param name="depth">The depth; the first update begins one above its sequence.</param>
    /// <returns>Ends the subscription when disposed of.</returns>
    /// <exception cref="InvalidOperationException">There are <see cref="ReplicaLimits.Subscribers"/> already.</exception>
    public IDisposable Subscribe(IMarketDataSubscriber subscriber, int depthLevels, out DepthImage depth)
    {
        lock (_gate)
        {
            if (_subscriptions.Length >= _limits.Subscribers)
            {
                throw new InvalidOperationException($"{Symbol} has {_subscriptions.Length} subscribers, the limit.");
            }

            var subscription = new Subscription(this, subscriber);
            _subscriptions = _subscriptions.Add(subscription);
            depth = _state.ReadDepth(Math.Clamp(depthLevels, 0, MaximumDepthLevels));
            return subscription;
        }
    }

    private static void Publish(MarketUpdate? update, ImmutableArray<Subscription> subscriptions)
    {
        if (update is null)
        {
            return;
        }

        foreach (Subscription subscription in subscriptions)
        {
            subscription.Push(update);
        }
    }

    private MarketUpdate? ApplySome(ref LogFrames frames, out ImmutableArray<Subscription> subscriptions)
    {
        lock (_gate)
        {
            subscriptions = _subscriptions;
            _state.Changes.Begin(subscriptions.Length > 0);
            long first = _state.Sequence + 1;
            for (int folded = 0; folded < _limits.RecordsPerUpdate && frames.MoveNext(); folded++)
            {
                _state.Apply(frames.Current);
            }

            return _state.Changes.End(_state, first);
        }
    }

    // The open orders are compared before they are copied: an account may have a thousand, and every order with a client id asks.
    private OrderImage? Find(long account, Func<OrderEntry, bool> isOpenOne, Func<OrderImage, bool> isFinalOne) => Read(state =>
    {
        if (state.Find(account) is not { } fold)
        {
            return null;
        }

        OrderEntry? open = fold.Open.Values.LastOrDefault(isOpenOne);
        return open is not null ? open.Image() : fold.Final.Items.LastOrDefault(isFinalOne);
    });

    private T Read<T>(Func<ReplicaState, T> read)
    {
        lock (_gate)
        {
            return read(_state);
        }
    }

    private void Remove(Subscription subscription)
    {
        lock (_gate)
        {
            _subscriptions = _subscriptions.Remove(subscription);
        }
    }

    private sealed class Subscription(MarketReplica replica, IMarketDataSubscriber subscriber) : IDisposable
    {
        public void Push(MarketUpdate update)
        {
            try
            {
                subscriber.OnUpdate(update);
            }
            catch (Exception)
            {
                // One bad subscriber must not stop the market for the others.
                Dispose();
            }
        }

        public void Dispose() => replica.Remove(this);
    }
}
