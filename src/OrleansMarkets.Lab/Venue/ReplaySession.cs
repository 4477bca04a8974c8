using System.Collections.Immutable;
using System.Globalization;
using Orleans;
using Orleans.Simulation;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Keepers;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.Oracles;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Lab.Bars;
using OrleansMarkets.Lab.Personas;
using OrleansMarkets.Lab.Reports;

namespace OrleansMarkets.Lab.Venue;

/// <summary>The clients of a replay: lists the market, starts the keepers, lets every persona play until the last bar has ended.</summary>
/// <param name="grains">The cluster.</param>
/// <param name="clock">The clock of the simulation.</param>
/// <param name="bars">The bars.</param>
/// <param name="accounts">Number of traders.</param>
/// <param name="seed">Seed of everything drawn.</param>
/// <param name="progress">Where progress is said.</param>
public sealed class ReplaySession(IGrainFactory grains, TimeProvider clock, BarSeries bars, int accounts, ulong seed, ProgressBar progress)
{
    internal const int Publishers = 3;
    internal const long InsuranceCapital = 1_000_000;
    internal const long MakerCapital = 100_000_000;
    internal const long RequotePpm = 1_000;

    private static readonly TimeSpan MakerDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MakerPeriod = TimeSpan.FromTicks(PricePath.StepNs / SimulatedTime.NanosecondsPerTick);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    private static readonly MakerQuote Quote = new(
        [new MakerLevel(DistancePpm: 300, QuantityLots: 10_000), new MakerLevel(1_500, 40_000)],
        MaximumPositionLots: 1_000_000,
        SkewPpm: 500);

    private readonly SimulationRandom _random = new(seed);

    /// <summary>What the personas counted.</summary>
    public ReplayTally Tally { get; } = new();

    /// <summary>Plays the whole replay.</summary>
    public async Task RunAsync()
    {
        await OpenVenueAsync();
        DateTimeOffset start = SimulatedTime.FromUnixNs(bars.StartNs);
        DateTimeOffset end = SimulatedTime.FromUnixNs(bars.EndNs);
        List<Task> personas = [FeedAsync()];
        for (int i = 0; i < VenueAccounts.Makers; i++)
        {
            personas.Add(MakeMarketAsync(VenueAccounts.FirstMaker + i, start, end));
        }

        for (int i = 0; i < accounts; i++)
        {
            personas.Add(TradeAsync(VenueAccounts.FirstTrader + i, end - start, end));
        }

        await Task.WhenAll(personas);
        await Task.Delay(Settling, clock);
    }

    /// <summary>The trader with the lowest equity, the lowest number first; nobody (0, 0) without traders.</summary>
    public async Task<(long Account, long EquityQuanta)> FindWorstAccountAsync()
    {
        (long Account, long EquityQuanta) worst = default;
        for (int i = 0; i < accounts; i++)
        {
            long account = VenueAccounts.FirstTrader + i;
            RiskReport risk = await Client(account).GetRiskAsync();
            if (i == 0 || risk.EquityQuanta < worst.EquityQuanta)
            {
                worst = (account, risk.EquityQuanta);
            }
        }

        return worst;
    }

    private async Task OpenVenueAsync()
    {
        ResultCode listed = await grains.GetGrain<IMarketRegistryGrain>(0).AddMarket(VenueMarket.Definition);
        if (listed != ResultCode.Ok)
        {
            throw new InvalidOperationException($"The registry refused the market: {listed}.");
        }

        await grains.GetGrain<IFundingKeeperGrain>(VenueMarket.Symbol).Start();
        await grains.GetGrain<ILiquidationKeeperGrain>(0).Start();
        await Client(VenueAccounts.Insurance).DepositAsync(InsuranceCapital * VenueMarket.QuantaPerAsset);
    }

    private Task FeedAsync()
    {
        IOracleGrain oracle = grains.GetGrain<IOracleGrain>(VenueMarket.Feed);
        ImmutableArray<OraclePublisher> publishers =
            [.. Enumerable.Range(1, Publishers).Select(number => new OraclePublisher(oracle, number, Stream("publisher", number)))];
        return new PriceFeed(publishers, clock, Tally, progress).RunAsync(bars);
    }

    private async Task MakeMarketAsync(long account, DateTimeOffset start, DateTimeOffset end)
    {
        await SimulatedTime.WaitUntilAsync(clock, start + MakerDelay);
        MarketMaker maker = new(Client(account), NewMarkReader(), Quote, RequotePpm, clock);
        await maker.RunAsync(MakerCapital * VenueMarket.QuantaPerAsset, MakerPeriod, end);
    }

    private Task TradeAsync(long account, TimeSpan length, DateTimeOffset end)
    {
        SimulationRandom random = Stream("trader", account);
        TraderCharacter character = TraderCharacter.Draw(random, length);
        return new Trader(Client(account), NewMarkReader(), character, random, clock).RunAsync(end);
    }

    private AccountClient Client(long account) => new(grains, clock, account, Tally);

    private MarkReader NewMarkReader() => new(grains.GetGrain<IPriceBoardGrain>(0));

    private SimulationRandom Stream(string purpose, long number) =>
        _random.Fork(string.Create(CultureInfo.InvariantCulture, $"{purpose}/{number}"));
}
