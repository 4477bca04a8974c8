using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Clearing;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.MarketData.Replicas;

namespace OrleansMarkets.MarketData.Tests.Replicas;

/// <summary>What a replica pushes (I26): from a snapshot on, without a gap, and enough to rebuild what changed.</summary>
public sealed class SubscriptionTests
{
    [Fact]
    public void Snapshot_and_updates_give_the_book()
    {
        var traffic = new RandomMarket(21);
        traffic.Run(200);
        MarketReplica replica = Pages.Replica(traffic.Market, new ReplicaLimits { RecordsPerUpdate = 16 });
        var subscriber = new Mirror();
        using IDisposable subscription = replica.Subscribe(subscriber, MarketReplica.MaximumDepthLevels, out DepthImage depth);
        subscriber.Begin(depth);
        for (int round = 0; round < 40; round++)
        {
            traffic.Run(40);
            Pages.Follow(replica, traffic.Market);
            DepthImage now = replica.ReadDepth(MarketReplica.MaximumDepthLevels);
            Assert.Equal(now.Sequence, subscriber.Sequence);
            Assert.Equal(now.Bids.Concat(now.Asks), subscriber.Levels);
        }

        Assert.True(subscriber.Updates > 100);
        Assert.Equal(replica.ReadTrades(5).AsEnumerable(), Enumerable.Reverse(subscriber.Trades).Take(5));
        Assert.Equal(replica.ReadStatus(), subscriber.Status);
        for (long account = 1; account <= 12; account++)
        {
            Assert.All(
                replica.ReadOpenOrders(account),
                order => Assert.Equal(order, subscriber.Orders.GetValueOrDefault(order.OrderId, order)));
            Execution[] pushed = [.. subscriber.Executions.Where(execution => execution.Account == account)];
            Assert.Equal(replica.ReadExecutions(account, Math.Min(50, pushed.Length)).AsEnumerable(), pushed.Reverse().Take(50));
        }
    }

    [Fact]
    public void An_order_that_changes_often_in_one_update_is_in_it_once_as_it_ended()
    {
        var market = new TestMarket();
        MarketReplica replica = Pages.Replica(market);
        var subscriber = new Mirror();
        using IDisposable subscription = replica.Subscribe(subscriber, 0, out DepthImage depth);
        subscriber.Begin(depth);
        long resting = market.Place(1, Side.Sell, 1_000, 3);
        market.Submit(2, Side.Buy, 1_000, 1, TimeInForce.ImmediateOrCancel);
        market.Submit(2, Side.Buy, 1_000, 2, TimeInForce.ImmediateOrCancel);
        Pages.Follow(replica, market);
        Assert.Equal(1, subscriber.Updates);
        Assert.Equal(3, subscriber.Orders.Count);
        Assert.Equal((OrderStatus.Filled, 3L), (subscriber.Orders[resting].Status, subscriber.Orders[resting].FilledLots));
        Assert.Empty(subscriber.Levels);
        Assert.Null(subscriber.Status);
    }

    [Fact]
    public void One_that_throws_is_dropped_and_the_others_go_on()
    {
        var market = new TestMarket();
        MarketReplica replica = Pages.Replica(market, new ReplicaLimits { Subscribers = 2 });
        var bad = new Broken();
        var good = new Mirror();
        using IDisposable first = replica.Subscribe(bad, 1, out _);
        using IDisposable second = replica.Subscribe(good, 1, out DepthImage depth);
        good.Begin(depth);
        Assert.Throws<InvalidOperationException>(() => replica.Subscribe(good, 1, out _));
        market.Place(1, Side.Sell, 1_000, 3);
        Pages.Follow(replica, market);
        market.Place(1, Side.Sell, 1_001, 3);
        Pages.Follow(replica, market);
        Assert.Equal((1, 2), (bad.Calls, good.Updates));
        second.Dispose();
        market.Place(1, Side.Sell, 1_002, 3);
        Pages.Follow(replica, market);
        Assert.Equal(2, good.Updates);
    }

    [Fact]
    public void A_page_that_does_not_follow_is_refused_and_changes_nothing()
    {
        var market = new TestMarket();
        market.Place(1, Side.Sell, 1_000, 3);
        List<byte[]> log = Pages.Whole(market);
        var replica = new MarketReplica(market.Spec.Symbol);
        Assert.Throws<CorruptRecordException>(() => replica.Apply(Pages.Of(2, log[1..])));
        replica.Apply(Pages.Of(1, log[..2]));
        Assert.Throws<CorruptRecordException>(() => replica.Apply(Pages.Of(1, log[..2])));
        Assert.Throws<CorruptRecordException>(() => replica.Apply(Pages.Of(3, log[2..]) with { RecordCount = 5 }));
        Assert.Equal(2, replica.Sequence);
        replica.Apply(Pages.Of(3, log[2..]));
        Assert.Equal(market.Engine.Sequence, replica.Sequence);
    }

    [Fact]
    public void A_page_of_damaged_records_ends_the_replica()
    {
        var market = new TestMarket();
        market.Place(1, Side.Sell, 1_000, 3);
        List<byte[]> log = Pages.Whole(market);
        var replica = new MarketReplica(market.Spec.Symbol);
        replica.Apply(Pages.Of(1, log[..2]));
        byte[] cut = log[2][..^1];
        Assert.Throws<CorruptRecordException>(() => replica.Apply(Pages.Of(3, [cut])));
        Assert.Throws<CorruptRecordException>(() => replica.Apply(Pages.Of(3, log[2..])));
        Assert.Throws<CorruptRecordException>(() => new MarketReplica("OTHER").Apply(Pages.Of(1, log)));
    }

    private sealed class Mirror : IMarketDataSubscriber
    {
        private readonly SortedDictionary<long, DepthLevel> _bids = [];
        private readonly SortedDictionary<long, DepthLevel> _asks = [];

        public long Sequence { get; private set; }

        public int Updates { get; private set; }

        public List<PublicTrade> Trades { get; } = [];

        public List<Execution> Executions { get; } = [];

        public Dictionary<long, OrderImage> Orders { get; } = [];

        public MarketStatus? Status { get; private set; }

        public IEnumerable<DepthLevel> Levels => _bids.Values.Reverse().Concat(_asks.Values);

        public void Begin(DepthImage depth)
        {
            Sequence = depth.Sequence;
            foreach (DepthLevel level in depth.Bids)
            {
                _bids.Add(level.PriceUnits, level);
            }

            foreach (DepthLevel level in depth.Asks)
            {
                _asks.Add(level.PriceUnits, level);
            }
        }

        public void OnUpdate(MarketUpdate update)
        {
            Updates++;
            Assert.Equal(Sequence + 1, update.FirstSequence);
            Sequence = update.LastSequence;
            foreach (DepthChange change in update.Depth)
            {
                SortedDictionary<long, DepthLevel> side = change.Side == Side.Buy ? _bids : _asks;
                side.Remove(change.PriceUnits);
                if (change.Orders > 0)
                {
                    side.Add(change.PriceUnits, new DepthLevel(change.PriceUnits, change.Lots, change.Orders));
                }
            }

            Trades.AddRange(update.Trades);
            Executions.AddRange(update.Executions);
            foreach (OrderImage order in update.Orders)
            {
                Orders[order.OrderId] = order;
            }

            Status = update.Status ?? Status;
        }
    }

    private sealed class Broken : IMarketDataSubscriber
    {
        public int Calls { get; private set; }

        public void OnUpdate(MarketUpdate update)
        {
            Calls++;
            throw new InvalidOperationException("A bad subscriber.");
        }
    }
}
