using FsCheck.Fluent;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Tests.Clearing;
using OrleansMarkets.Core.Tests.Money;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.MarketData.Replicas;

namespace OrleansMarkets.MarketData.Tests.Replicas;

/// <summary>Whatever happens in a market, its replica shows what its engine has (I26).</summary>
public sealed class RandomTrafficTests
{
    private const int Markets = 12;
    private const int Commands = 600;
    private static readonly long[] Accounts = [.. Enumerable.Range(1, 12).Select(account => (long)account), 50];

    [Fact]
    public void Depth_open_orders_and_sums_are_the_engines_after_every_record() => Properties.Check(
        Gen.Choose(0, int.MaxValue),
        seed =>
        {
            var traffic = new RandomMarket(seed);
            MarketReplica replica = Pages.Replica(traffic.Market);
            for (int command = 0; command < Commands; command++)
            {
                traffic.Run(1);
                Pages.Follow(replica, traffic.Market);
                EngineTwin.AssertSame(traffic.Market.Engine, replica, Accounts);
            }
        },
        Markets);

    [Fact]
    public void Executions_and_orders_add_up_to_the_rows()
    {
        var traffic = new RandomMarket(11);
        traffic.Run(4_000);
        foreach (long account in Accounts)
        {
            traffic.Market.Touch(account);
        }

        var limits = new ReplicaLimits { FinalOrdersPerAccount = int.MaxValue, ExecutionsPerAccount = int.MaxValue };
        MarketReplica replica = Pages.Replica(traffic.Market, limits);
        foreach (long account in Accounts)
        {
            ClearingRow row = traffic.Market.Row(account);
            Execution[] executions = [.. replica.ReadExecutions(account, int.MaxValue)];
            OrderImage[] orders = [.. replica.ReadOpenOrders(account), .. replica.ReadFinalOrders(account, int.MaxValue)];
            Assert.Equal(row.FeesQuanta, executions.Where(each => each.Kind != ExecutionKind.Funding).Sum(each => each.FeeQuanta));
            Assert.Equal(-row.FundingQuanta, executions.Where(each => each.Kind == ExecutionKind.Funding).Sum(each => each.FeeQuanta));
            Assert.Equal(row.RealisedPnlQuanta, executions.Sum(each => each.RealisedQuanta));
            Assert.Equal(executions.Length, executions.DistinctBy(each => each.Id).Count());
            AssertOrdersFit(orders, executions);
        }

        IEnumerable<Execution> all = Accounts.SelectMany(account => replica.ReadExecutions(account, int.MaxValue));
        Assert.Equal(Enum.GetValues<ExecutionKind>().Length, all.Select(each => each.Kind).Distinct().Count());
    }

    [Fact]
    public void The_bounds_of_histories_hold()
    {
        var traffic = new RandomMarket(12);
        traffic.Run(3_000);
        var limits = new ReplicaLimits
        {
            Trades = 7,
            FundingSettlements = 3,
            FinalOrders = 40,
            FinalOrdersPerAccount = 5,
            Executions = 30,
            ExecutionsPerAccount = 4,
        };
        MarketReplica replica = Pages.Replica(traffic.Market, limits);
        EngineTwin.AssertSame(traffic.Market.Engine, replica, Accounts);
        Assert.Equal(7, replica.ReadTrades(int.MaxValue).Length);
        Assert.Equal(3, replica.ReadFundingSettlements(int.MaxValue).Length);
        Assert.Equal(40, Accounts.Sum(account => replica.ReadFinalOrders(account, int.MaxValue).Length));
        Assert.Equal(30, Accounts.Sum(account => replica.ReadExecutions(account, int.MaxValue).Length));
        Assert.All(Accounts, account => Assert.InRange(replica.ReadFinalOrders(account, int.MaxValue).Length, 0, 5));
        Assert.All(Accounts, account => Assert.InRange(replica.ReadExecutions(account, int.MaxValue).Length, 0, 4));
        MarketReplica whole = Pages.Replica(traffic.Market);
        Assert.Equal(whole.ReadTrades(7).AsEnumerable(), replica.ReadTrades(7));
        Assert.All(Accounts, account => AssertIsStartOf(replica.ReadExecutions(account, 9), whole.ReadExecutions(account, 9)));
        Assert.All(Accounts, account => AssertIsStartOf(replica.ReadFinalOrders(account, 9), whole.ReadFinalOrders(account, 9)));
    }

    private static void AssertIsStartOf<T>(IReadOnlyList<T> start, IReadOnlyList<T> whole) => Assert.Equal(whole.Take(start.Count), start);

    private static void AssertOrdersFit(OrderImage[] orders, Execution[] executions)
    {
        ILookup<long, Execution> fills = executions.Where(each => each.Kind == ExecutionKind.Trade).ToLookup(each => each.OrderId);
        foreach (OrderImage order in orders)
        {
            Execution[] own = [.. fills[order.OrderId].OrderBy(fill => fill.Id.Sequence).ThenBy(fill => fill.Id.Index)];
            Assert.Equal(
                (order.FilledLots, order.FilledQuanta, order.FeesQuanta),
                (own.Sum(fill => fill.Lots), own.Sum(fill => fill.NotionalQuanta), own.Sum(fill => fill.FeeQuanta)));
            Assert.All(own, fill =>
                Assert.Equal((order.ClientOrderId, order.Side, order.Type), (fill.ClientOrderId, fill.Side, fill.Type)));
            Assert.Equal(order.IsFinal, order is { RestingLots: 0, WaitingLots: 0 });
            if (own.Length > 0)
            {
                Assert.InRange(order.FilledLots, 0, order.QuantityLots);
            }
        }
    }
}
