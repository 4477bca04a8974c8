using FsCheck.Fluent;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Clearing;
using OrleansMarkets.Core.Tests.Money;
using OrleansMarkets.MarketData.Books;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.MarketData.Replicas;
using OrleansMarkets.MarketData.Tests.Replicas;

namespace OrleansMarkets.MarketData.Tests.Books;

/// <summary>An image of the orders and the changes after it are the book of the engine, order by order (I26).</summary>
public sealed class OrderByOrderTests
{
    private const int Markets = 10;
    private const int Rounds = 60;
    private const int CommandsPerRound = 12;

    [Fact]
    public void An_image_at_any_point_and_the_changes_after_it_are_the_book() => Properties.Check(
        Gen.Choose(0, int.MaxValue),
        seed =>
        {
            var traffic = new RandomMarket(seed);
            MarketReplica replica = Pages.Replica(traffic.Market, new ReplicaLimits { RecordsPerUpdate = 5 });
            var subscriber = new Follower();
            using IDisposable subscription = replica.Subscribe(subscriber, 0, out _);
            for (int round = 0; round < Rounds; round++)
            {
                subscriber.Books.Add(new PublicOrderBook(replica.ReadOrders()));
                traffic.Run(CommandsPerRound);
                Pages.Follow(replica, traffic.Market);
                AssertIsEngines(traffic.Market.Engine, replica.ReadOrders());
                Assert.All(subscriber.Books, book => AssertSame(replica.ReadOrders(), book));
            }
        },
        Markets);

    [Fact]
    public void Every_fill_is_of_the_order_that_is_first()
    {
        var traffic = new RandomMarket(77);
        MarketReplica replica = Pages.Replica(traffic.Market, new ReplicaLimits { RecordsPerUpdate = 1 });
        var subscriber = new Follower { ChecksFills = true };
        subscriber.Books.Add(new PublicOrderBook(replica.ReadOrders()));
        using IDisposable subscription = replica.Subscribe(subscriber, 0, out _);
        traffic.Run(4_000);
        Pages.Follow(replica, traffic.Market);
        Assert.True(subscriber.Fills > 100, $"{subscriber.Fills} fills");
        OrderChangeKind[] expected = [OrderChangeKind.Added, OrderChangeKind.Filled, OrderChangeKind.Removed];
        Assert.Superset(expected.ToHashSet(), subscriber.Kinds);
    }

    [Fact]
    public void Changes_that_do_not_fit_are_refused()
    {
        var first = new PublicOrder(7, Side.Buy, 100, 5, 1);
        var image = new OrdersImage("X", 1, 1, [first], []);
        foreach (OrderChange change in new OrderChange[]
        {
            new(OrderChangeKind.Added, first),
            new(OrderChangeKind.Added, first with { Number = 8 }),
            new(OrderChangeKind.Filled, first),
            new(OrderChangeKind.Filled, first with { Number = 9, Lots = 0 }),
            new(OrderChangeKind.Reduced, first with { Lots = 4, PriceUnits = 101 }),
            new(OrderChangeKind.Removed, first with { Lots = 0, Priority = 2 }),
            new(OrderChangeKind.Amended, first with { Side = Side.Sell }),
        })
        {
            Assert.Throws<CorruptRecordException>(() => new PublicOrderBook(image).Apply(change));
        }

        var book = new PublicOrderBook(image);
        book.Apply(new OrderChange(OrderChangeKind.Amended, first with { PriceUnits = 99, Lots = 9, Priority = 4 }));
        Assert.Equal([first with { PriceUnits = 99, Lots = 9, Priority = 4 }], book.Bids);
        book.Apply(new OrderChange(OrderChangeKind.Removed, first with { PriceUnits = 99, Lots = 0, Priority = 4 }));
        Assert.Empty(book.Bids);
    }

    private static void AssertSame(OrdersImage image, PublicOrderBook book)
    {
        Assert.Equal(image.Bids.AsEnumerable(), book.Bids);
        Assert.Equal(image.Asks.AsEnumerable(), book.Asks);
    }

    private static void AssertIsEngines(MarketEngine engine, OrdersImage image)
    {
        Assert.Equal(engine.Book.Count, image.Bids.Length + image.Asks.Length);
        foreach (PublicOrder order in image.Bids.Concat(image.Asks))
        {
            Assert.True(engine.TryGetOrder(order.Number, out RestingOrder resting));
            Assert.Equal(
                (resting.Side, resting.PriceUnits, resting.RemainingLots - resting.HiddenLots), (order.Side, order.PriceUnits, order.Lots));
        }
    }

    private sealed class Follower : IMarketDataSubscriber
    {
        public List<PublicOrderBook> Books { get; } = [];

        public HashSet<OrderChangeKind> Kinds { get; } = [];

        public bool ChecksFills { get; init; }

        public int Fills { get; private set; }

        public void OnUpdate(MarketUpdate update)
        {
            foreach (OrderChange change in update.Book)
            {
                Kinds.Add(change.Kind);
                if (ChecksFills && change.Kind == OrderChangeKind.Filled)
                {
                    Fills++;
                    PublicOrderBook book = Books[0];
                    Assert.Equal(
                        (change.Order.Side == Side.Buy ? book.Bids : book.Asks).First().Number, change.Order.Number);
                }

                Books.ForEach(book => book.Apply(change));
            }
        }
    }
}
