using Orleans;
using Orleans.Hosting;
using Orleans.Simulation;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Keepers;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.Oracles;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.CrossMargin;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Grains.Journaling;
using OrleansMarkets.Grains.Keepers;
using OrleansMarkets.Grains.OrderBooks;
using OrleansMarkets.Grains.Storage;
using OrleansMarkets.Grains.Tests.Spine;
using OrleansMarkets.Journal;
using OrleansMarkets.Journal.Memory;

namespace OrleansMarkets.Grains.Tests.Protocol.Simulated;

/// <summary>
/// One silo in virtual time over a journal that outlives its crashes. Every call into a grain passes <see cref="OnCall"/>, which may note,
/// hold or refuse it. Prices are published twice a second unless <see cref="IsSilent"/>.
/// </summary>
internal sealed class ProtocolVenueB : IIncomingGrainCallFilter, IDisposable
{
    public const string Silo = "silo-0";
    public const string Market = TestVenue.Symbol;
    public const long Mark = 5_000_000;

    private static readonly TimeSpan Detection = TimeSpan.FromSeconds(0.7);

    private readonly int _snapshotEvery;
    private readonly TimeSpan _scanPeriod;
    private ulong _commands = 10_000;
    private long _votes;
    private bool _isOver;

    public ProtocolVenueB(int snapshotEvery = 50_000, TimeSpan? scanPeriod = null, FaultPlan? faults = null)
    {
        _snapshotEvery = snapshotEvery;

        // Keepers hardly scan by themselves: a test calls for liquidation when it means to.
        _scanPeriod = scanPeriod ?? TimeSpan.FromMinutes(1);
        Store = new MemoryJournalStore(StoreClock);
        Cluster = new DeterministicCluster(new DeterministicClusterOptions
        {
            ConfigureSilo = (_, silo) => Configure(silo),
            Faults = faults ?? new FaultPlan { MinDetection = Detection, MaxDetection = Detection },
            StartFaults = false,
            MaxSteps = 5_000_000,
        });
        StoreClock.Target = Cluster.Clock;
    }

    public DeterministicCluster Cluster { get; }

    public MemoryJournalStore Store { get; }

    /// <summary>The journal's clock.</summary>
    public VenueClock StoreClock { get; } = new();

    /// <summary>Sees every call into a grain before the grain does; it may hold it or throw.</summary>
    public Func<IIncomingGrainCallContext, Task> OnCall { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Whether the oracle's publishers say nothing.</summary>
    public bool IsSilent { get; set; }

    /// <summary>The price that publishers see, in price units, by feed.</summary>
    public SortedDictionary<string, long> PriceUnits { get; } = new(StringComparer.Ordinal) { [TestVenue.Feed] = Mark };

    public IOrderBookGrain Book => BookOf(Market);

    public IMarketRegistryGrain Registry => Cluster.Client.GetGrain<IMarketRegistryGrain>(0);

    public static MarketDefinition Definition => TestVenue.Market;

    public IOrderBookGrain BookOf(string symbol) => Cluster.Client.GetGrain<IOrderBookGrain>(symbol);

    public ICrossMarginGrain Account(long account) => Cluster.Client.GetGrain<ICrossMarginGrain>(account);

    public ILiquidationKeeperGrain Keeper(long shard) => Cluster.Client.GetGrain<ILiquidationKeeperGrain>(shard);

    public void Dispose() => Cluster.Dispose();

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await OnCall(context);
        await context.Invoke();
    }

    /// <summary>Runs a test in virtual time.</summary>
    public void Run(Func<Task> test)
    {
        try
        {
            Cluster.Run(test);
        }
        finally
        {
            _isOver = true;
        }
    }

    /// <summary>Lists markets, starts the publishers and waits for the first prices.</summary>
    public async Task Open(params MarketDefinition[] markets)
    {
        foreach (MarketDefinition market in markets)
        {
            Assert.Equal(ResultCode.Ok, await Registry.AddMarket(market));
        }

        _ = Publishing();
        await Wait(1_000);
    }

    public Task Wait(long milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), Cluster.Clock);

    /// <summary>Waits until something is true, at most a virtual minute.</summary>
    public async Task Until(Func<Task<bool>> isTrue, string what)
    {
        for (int round = 0; round < 300; round++)
        {
            try
            {
                if (await isTrue())
                {
                    return;
                }
            }
            catch (Exception fault) when (fault is not Xunit.Sdk.XunitException)
            {
                // The silo or the activation is on its way: asked again.
            }

            await Wait(200);
        }

        Assert.Fail($"Not within a minute: {what}.");
    }

    /// <summary>The price moves, and the market has seen it.</summary>
    public async Task MovePrice(long priceUnits, string feed = TestVenue.Feed)
    {
        PriceUnits[feed] = priceUnits;
        await Wait(1_200);
    }

    public CommandKey NextId() => new(2, ++_commands);

    public async Task Deposit(long account, long usdt)
    {
        LedgerResult result = await Account(account).Deposit(new LedgerCommand(NextId(), "USDT", usdt * TestVenue.Usdt, 0));
        Assert.Equal(ResultCode.Ok, result.Code);
    }

    public Task<PlaceResult> Limit(
        long account, Side side, long priceUnits, long lots, OrderFlags flags = OrderFlags.None, string symbol = Market) =>
        Account(account).PlaceOrder(new PlaceOrder(
            NextId(), symbol, side, OrderType.Limit, TimeInForce.GoodTillCancelled, flags, priceUnits, lots, 0));

    public Task<PlaceResult> TakeAt(
        long account, Side side, long priceUnits, long lots, OrderFlags flags = OrderFlags.None, string symbol = Market) =>
        Account(account).PlaceOrder(new PlaceOrder(
            NextId(), symbol, side, OrderType.Limit, TimeInForce.ImmediateOrCancel, flags, priceUnits, lots, 0));

    public Task<PlaceResult> Cancel(long account, long orderId, string symbol = Market) =>
        Account(account).CancelOrder(new CancelRequest(NextId(), symbol, orderId, default, 0));

    /// <summary>A trade between two accounts.</summary>
    public async Task Trade(long buyer, long seller, long lots, long priceUnits = Mark, string symbol = Market)
    {
        Assert.Equal(ResultCode.Ok, (await Limit(seller, Side.Sell, priceUnits, lots, symbol: symbol)).Code);
        PlaceResult taken = await TakeAt(buyer, Side.Buy, priceUnits, lots, symbol: symbol);
        Assert.Equal((ResultCode.Ok, lots), (taken.Code, taken.FilledLots));
        await Wait(300);
    }

    /// <summary>An account's durable row.</summary>
    public async Task<RowImage> Row(long account, string symbol = Market)
    {
        RowPage page = await BookOf(symbol).ReadRows(new RowQuery(account - 1, 1, false));
        return Assert.Single(page.Rows, row => row.Account == account);
    }

    /// <summary>Another owner opens the stream: whoever owned it is fenced, as by a successor, and ends when it writes.</summary>
    public async Task<IJournalStream> Fence(string stream) => await Store.OpenAsync(stream, CancellationToken.None);

    /// <summary>The account's activation ends and the next one replays.</summary>
    public async Task RestartAccount(long account)
    {
        await Fence(AccountLog.StreamOf(account));
        try
        {
            await Account(account).Deposit(new LedgerCommand(NextId(), "USDT", 1, 0));
        }
        catch (Exception)
        {
            // Its append was refused: that is how it learns.
        }

        await Wait(50);
    }

    /// <summary>The silo crashes and starts again a second later.</summary>
    public async Task Crash()
    {
        Cluster.KillSilo(Silo, TimeSpan.FromSeconds(1));
        await Wait(1_500);
    }

    /// <summary>An account as its log tells it.</summary>
    public async Task<Core.Accounts.AccountState> ReadAccount(long account)
    {
        var log = new AccountLog(account);
        IJournalReader reader = await Store.OpenReadOnlyAsync(AccountLog.StreamOf(account), CancellationToken.None);
        await LogReplay.RunAsync(reader, log, CancellationToken.None);
        return log.State;
    }

    /// <summary>All records of a market that is kept whole, in order.</summary>
    public async Task<List<byte[]>> ReadRecords(string symbol = Market)
    {
        IJournalReader reader = await Store.OpenReadOnlyAsync(MarketLog.StreamOf(symbol), CancellationToken.None);
        List<byte[]> records = [];
        for (IReadOnlyList<JournalStoredBatch> page; (page = await reader.ReadAsync(records.Count, CancellationToken.None)).Count > 0;)
        {
            foreach (JournalStoredBatch batch in page)
            {
                foreach (JournalRecord record in batch.Records)
                {
                    records.Add(record.Payload.ToArray());
                }
            }
        }

        return records;
    }

    /// <summary>Folds the market's log and shows the engine after every record.</summary>
    public async Task Replay(Action<MarketEngine, byte[]> after, string symbol = Market)
    {
        List<byte[]> records = await ReadRecords(symbol);
        MarketEngine engine = MarketEngine.ReadSnapshot(records[0]);
        foreach (byte[] record in records.Skip(1))
        {
            engine.Fold(record);
            after(engine, record);
        }
    }

    private void Configure(ISiloBuilder silo)
    {
        silo.UseInMemoryReminderService();
        silo.AddJournalGrainStorage();
        silo.AddOrleansMarkets(Store, TestVenue.Assets);
        silo.AddIncomingGrainCallFilter(this);
        silo.Configure<JournalingOptions>(options => options.SnapshotEveryRecords = _snapshotEvery);
        silo.Configure<KeeperOptions>(options =>
        {
            options.ShardCount = 1;
            options.ScanPeriod = _scanPeriod;
        });
    }

    private async Task Publishing()
    {
        while (!_isOver)
        {
            if (!IsSilent)
            {
                _votes++;
                foreach ((string feed, long units) in PriceUnits.ToArray())
                {
                    await Publish(feed, units * TestVenue.Market.PriceUnitE8);
                }
            }

            await Wait(500);
        }
    }

    private async Task Publish(string feed, long priceE8)
    {
        IOracleGrain oracle = Cluster.Client.GetGrain<IOracleGrain>(feed);
        for (int publisher = 1; publisher <= 3; publisher++)
        {
            try
            {
                await oracle.Publish(new PublisherPrice(publisher, _votes, priceE8, priceE8 / 10_000, Cluster.Clock.NowNs()));
            }
            catch (Exception)
            {
                // The silo is down: the next vote is another one.
            }
        }
    }
}
