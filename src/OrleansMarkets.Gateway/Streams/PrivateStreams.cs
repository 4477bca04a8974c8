using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.Gateway.Shapes;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Streams;

namespace OrleansMarkets.Gateway.Streams;

/// <summary>
/// The private streams by account. For one fill: the execution, the order, and then, once the account's grain said them, position and
/// wallet; these two are conflated while the grain is being asked.
/// </summary>
/// <param name="markets">The markets.</param>
/// <param name="cluster">The accounts.</param>
/// <param name="clock">The gateway's clock.</param>
/// <param name="logger">Where failures are told.</param>
internal sealed class PrivateStreams(GatewayMarkets markets, Cluster cluster, TimeProvider clock, ILogger<PrivateStreams> logger)
{
    /// <summary>How often an account is asked for a report that has what its markets' replicas have.</summary>
    private const int MaximumReportAttempts = 20;

    private static readonly TimeSpan ReportPause = TimeSpan.FromMilliseconds(25);

    private readonly ConcurrentDictionary<long, AccountStreams> _accounts = [];

    /// <summary>Adds a connection of an account.</summary>
    public void Add(StreamConnection connection)
    {
        AccountStreams streams = _accounts.GetOrAdd(connection.Caller!.Account, static _ => new AccountStreams());
        lock (streams)
        {
            if (!streams.Connections.Contains(connection))
            {
                streams.Connections = streams.Connections.Add(connection);
            }
        }
    }

    /// <summary>Removes a connection.</summary>
    public void Remove(StreamConnection connection)
    {
        if (connection.Caller is { } caller && _accounts.TryGetValue(caller.Account, out AccountStreams? streams))
        {
            lock (streams)
            {
                streams.Connections = streams.Connections.Remove(connection);
            }
        }
    }

    /// <summary>Ends all connections: something of theirs was lost.</summary>
    public void EndAll()
    {
        foreach (StreamConnection connection in _accounts.Values.SelectMany(streams => streams.Connections))
        {
            connection.End();
        }
    }

    /// <summary>Sends what an update means for accounts that listen.</summary>
    public void Publish(GatewayMarket market, MarketUpdate update)
    {
        if (_accounts.IsEmpty || (update.Orders.IsEmpty && update.Executions.IsEmpty))
        {
            return;
        }

        foreach (IGrouping<long, Execution> group in update.Executions.GroupBy(execution => execution.Account))
        {
            SendAll(
                group.Key,
                PrivateTopics.Execution,
                market.Category,
                WireJson.Default.PrivateMessageExecution,
                () => [.. group.Select(execution => OrderShapes.Execution(market, execution))]);
        }

        foreach (IGrouping<long, OrderImage> group in update.Orders.GroupBy(order => order.Account))
        {
            SendAll(
                group.Key,
                PrivateTopics.Order,
                market.Category,
                WireJson.Default.PrivateMessageOrder,
                () => [.. group.Select(order => OrderShapes.Order(market, order))]);
        }

        foreach (AccountTotals totals in update.Totals)
        {
            Touch(totals, market);
        }
    }

    private void SendAll<T>(
        long account, string topic, string category, JsonTypeInfo<PrivateMessage<T>> shape, Func<IReadOnlyList<T>> make)
    {
        if (!_accounts.TryGetValue(account, out AccountStreams? streams))
        {
            return;
        }

        IReadOnlyList<T>? items = null;
        (string all, string one) = PrivateTopics.Names(topic, category);
        foreach (StreamConnection connection in streams.Connections)
        {
            foreach (string name in new[] { all, one }.Where(connection.Has))
            {
                items ??= make();
                connection.Send(shape, Message(name, items));
            }
        }
    }

    private PrivateMessage<T> Message<T>(string topic, IReadOnlyList<T> items) =>
        new() { Id = Guid.NewGuid().ToString("N"), Topic = topic, CreationTime = clock.NowMs(), Items = items };

    private void Touch(in AccountTotals totals, GatewayMarket market)
    {
        if (!_accounts.TryGetValue(totals.Account, out AccountStreams? streams) || !streams.Connections.Any(WantsReport))
        {
            return;
        }

        streams.Told[market.Symbol] = totals;
        lock (streams)
        {
            streams.Touched.Add(market.Symbol);
            if (streams.IsReporting)
            {
                return;
            }

            streams.IsReporting = true;
        }

        _ = ReportAsync(totals.Account, streams);
    }

    private static bool WantsReport(StreamConnection connection) =>
        connection.Has(PrivateTopics.Wallet)
        || connection.Has(PrivateTopics.Position)
        || connection.Has($"{PrivateTopics.Position}.{Categories.Linear}");

    private async Task ReportAsync(long account, AccountStreams streams)
    {
        while (true)
        {
            string[] touched;
            lock (streams)
            {
                touched = [.. streams.Touched];
                streams.Touched.Clear();
                streams.IsReporting = touched.Length > 0;
            }

            if (touched.Length == 0)
            {
                return;
            }

            try
            {
                SendReport(account, await ReportAsOfAsync(account, streams, touched), touched);
            }
            catch (RequestException fault)
            {
                // The next change of the account asks again.
                logger.LogWarning(fault, "Positions of an account could not be sent");
            }
        }
    }

    // Rows reach their accounts by another way than the log reaches the replica. A position is told after the executions that made it and
    // not without them; one that is asked for while the two ways differ is asked for again.
    private async Task<RiskReport> ReportAsOfAsync(long account, AccountStreams streams, string[] touched)
    {
        for (int attempt = 1; ; attempt++)
        {
            RiskReport report = await cluster.AskAsync(cluster.Grains.GetGrain<ICrossMarginGrain>(account).GetRisk());
            if (attempt == MaximumReportAttempts || touched.All(symbol => IsAsTold(report, symbol, streams)))
            {
                return report;
            }

            await Task.Delay(ReportPause, clock);
        }
    }

    private static bool IsAsTold(RiskReport report, string symbol, AccountStreams streams)
    {
        AccountTotals told = streams.Told[symbol];
        RowImage row = report.Positions.FirstOrDefault(position => position.Symbol == symbol)?.Row ?? default;
        return row.SizeLots == told.SizeLots && row.FeesQuanta == told.FeesQuanta;
    }

    private void SendReport(long account, RiskReport report, string[] touched)
    {
        foreach (GatewayMarket market in touched.Select(markets.FindOwn).OfType<GatewayMarket>().Where(market => !market.IsSpot))
        {
            PositionLine? line = report.Positions.FirstOrDefault(position => position.Symbol == market.Symbol);
            SendAll(
                account,
                PrivateTopics.Position,
                market.Category,
                WireJson.Default.PrivateMessagePosition,
                () => [AccountShapes.Position(market, line, report, account, clock.NowMs())]);
        }

        SendAll(
            account,
            PrivateTopics.Wallet,
            "all",
            WireJson.Default.PrivateMessageWallet,
            () => [AccountShapes.Wallet(report, markets, coin: null)]);
    }

    private sealed class AccountStreams
    {
        private volatile StreamList _connections = new([]);

        public ImmutableArray<StreamConnection> Connections
        {
            get => _connections.Items;
            set => _connections = new StreamList(value);
        }

        /// <summary>By market what the executions sent so far come to.</summary>
        public ConcurrentDictionary<string, AccountTotals> Told { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Touched { get; } = new(StringComparer.Ordinal);

        public bool IsReporting { get; set; }

        private sealed record StreamList(ImmutableArray<StreamConnection> Items);
    }
}
