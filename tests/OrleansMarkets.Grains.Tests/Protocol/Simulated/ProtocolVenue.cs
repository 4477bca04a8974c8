using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Simulation;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.Oracles;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Grains.Storage;
using OrleansMarkets.Grains.Tests.Spine;
using OrleansMarkets.Journal.Memory;

namespace OrleansMarkets.Grains.Tests.Protocol.Simulated;

/// <summary>A venue for scenarios: three silos, one perpetual market, a journal that survives every silo, and prices on demand.</summary>
internal sealed class ProtocolVenue : IDisposable
{
    public const long IndexE8 = 50_000_00000000;
    public const long IndexUnits = 5_000_000;
    public const long Second = 1_000_000_000;

    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(2);

    private readonly VenueClock _clock = new();
    private readonly MarketDefinition _market;
    private long _votes;

    public ProtocolVenue(MarketDefinition? market = null)
    {
        _market = market ?? TestVenue.Market;
        Store = new MemoryJournalStore(_clock);
        Cluster = new DeterministicCluster(new DeterministicClusterOptions
        {
            SiloCount = 3,
            Faults = new FaultPlan
            {
                MinDetection = TimeSpan.FromSeconds(1),
                MaxDetection = TimeSpan.FromSeconds(1),
                MinRestart = TimeSpan.FromSeconds(1),
                MaxRestart = TimeSpan.FromSeconds(1),
                MaxZombie = TimeSpan.FromSeconds(5),
                ZombieReachRate = 1,
                SilentLossRate = 0,
            },
            StartFaults = false,
            ConfigureSilo = (_, silo) =>
            {
                silo.AddJournalGrainStorage();
                silo.UseInMemoryReminderService();
                silo.AddOrleansMarkets(Store, TestVenue.Assets);
                silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
            },
            ConfigureClient = client => client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout),
        });
        _clock.Target = Cluster.Clock;
    }

    public DeterministicCluster Cluster { get; }

    public MemoryJournalStore Store { get; }

    public IOrderBookGrain Book => Cluster.Client.GetGrain<IOrderBookGrain>(TestVenue.Symbol);

    public long NowNs => Cluster.Clock.NowNs();

    public ICrossMarginGrain Account(long account) => Cluster.Client.GetGrain<ICrossMarginGrain>(account);

    public void Dispose() => Cluster.Dispose();

    /// <summary>Runs a scenario on an open market whose accounts 1 and 2 have money.</summary>
    public void Run(Func<Task> scenario) => Cluster.Run(async () =>
    {
        Assert.Equal(ResultCode.Ok, await Cluster.Client.GetGrain<IMarketRegistryGrain>(0).AddMarket(_market));
        await PublishAsync();
        await DepositAsync(1, 100_000);
        await DepositAsync(2, 100_000);
        await scenario();
    });

    /// <summary>All publishers vote, and the book has the index.</summary>
    public async Task PublishAsync(long priceE8 = IndexE8)
    {
        IOracleGrain oracle = Cluster.Client.GetGrain<IOracleGrain>(TestVenue.Feed);
        _votes++;
        for (int publisher = 1; publisher <= 3; publisher++)
        {
            await oracle.Publish(new PublisherPrice(publisher, _votes, priceE8, priceE8 / 10_000, NowNs));
        }

        await WaitAsync(0.3);
    }

    public Task WaitAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), Cluster.Clock);

    public async Task DepositAsync(long account, long usdt) => Assert.Equal(
        ResultCode.Ok,
        (await Account(account).Deposit(new LedgerCommand(TestVenue.Id(1_000), "USDT", usdt * TestVenue.Usdt, 0))).Code);

    /// <summary>Sends an order until it has a result, as the protocol asks of clients.</summary>
    public async Task<PlaceResult> PlaceAsync(long account, PlaceOrder order)
    {
        while (true)
        {
            try
            {
                PlaceResult result = await Account(account).PlaceOrder(order);
                if (result.Code is not (ResultCode.Unknown or ResultCode.Unavailable))
                {
                    return result;
                }
            }
            catch (Exception fault) when (fault is not SimulationException)
            {
                await WaitAsync(0.2);
            }
        }
    }

    public Task<PlaceResult> RestAsync(long account, ulong id, Side side, long priceUnits, long lots, OrderFlags flags = OrderFlags.None) =>
        PlaceAsync(account, Order(id, side, priceUnits, lots, flags));

    public Task<PlaceResult> TakeAsync(long account, ulong id, Side side, long lots) => PlaceAsync(account, Order(id, side, 0, lots) with
    {
        Type = OrderType.Market,
        TimeInForce = TimeInForce.ImmediateOrCancel,
    });

    public PlaceOrder Order(ulong id, Side side, long priceUnits, long lots, OrderFlags flags = OrderFlags.None) => new(
        TestVenue.Id(id),
        TestVenue.Symbol,
        side,
        OrderType.Limit,
        TimeInForce.GoodTillCancelled,
        flags,
        priceUnits,
        lots,
        NowNs + (20 * Second));

    /// <summary>The order as the book gets it, for calls past the account.</summary>
    public SubmitOrder Submit(long account, CallNumber call, ulong id, Side side, long priceUnits, long lots) => new(
        account,
        call,
        TestVenue.Id(id),
        NowNs + (5 * Second),
        ParametersVersion: 1,
        side,
        OrderType.Limit,
        TimeInForce.GoodTillCancelled,
        OrderFlags.None,
        priceUnits,
        WorstPriceUnits: 0,
        lots,
        ResultCode.Ok,
        ReserveQuanta: 0);

    /// <summary>Name of the silo on which a grain is active.</summary>
    public string SiloOf(string grainType) =>
        Cluster.Silos.Single(silo => silo.IsActive && silo.ActiveGrains.Any(
            grain => grain.ToString().StartsWith(grainType, StringComparison.Ordinal))).Name;

    /// <summary>Asks until the book answers.</summary>
    public async Task<MarketReport> ReportAsync()
    {
        while (true)
        {
            try
            {
                return await Book.GetReport();
            }
            catch (Exception fault) when (fault is not SimulationException)
            {
                await WaitAsync(0.2);
            }
        }
    }
}
