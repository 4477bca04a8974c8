using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
using Orleans.TestingHost;
using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.Oracles;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Gateway.Access;
using OrleansMarkets.Gateway.Hosting;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Grains.Keepers;
using OrleansMarkets.Grains.Oracles;
using OrleansMarkets.Grains.Storage;
using OrleansMarkets.Journal.Memory;
using OrleansMarkets.MarketData.Following;

namespace OrleansMarkets.Gateway.Tests.Support;

/// <summary>A gateway on a free port of this machine, over a cluster in this process and a journal in memory.</summary>
public class GatewayHost : IAsyncLifetime
{
    /// <summary>Generous: a wait that takes longer is a failure.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const int KeeperShards = 2;

    private readonly InProcessTestCluster _cluster;
    private readonly WebApplicationBuilder _builder;
    private WebApplication? _application;
    private long _number;

    public GatewayHost()
        : this(_ => { })
    {
    }

    protected GatewayHost(Action<GatewayOptions> configure)
    {
        InProcessTestClusterBuilder cluster = new(1);
        MemoryJournalStore journal = new(TimeProvider.System);
        cluster.ConfigureSilo((_, silo) =>
        {
            silo.UseInMemoryReminderService();
            silo.AddJournalGrainStorage();
            silo.AddOrleansMarkets(journal, TestMarkets.Assets);
            silo.AddIncomingGrainCallFilter(Calls);
            silo.Configure<OracleOptions>(options => options.MaximumAge = TimeSpan.FromMinutes(10));
            silo.Configure<KeeperOptions>(options =>
            {
                options.ShardCount = KeeperShards;
                options.ScanPeriod = TimeSpan.FromMinutes(1);
            });
        });
        _cluster = cluster.Build();
        _builder = WebApplication.CreateSlimBuilder();
        _builder.Logging.ClearProviders();
        _builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _builder.Services.AddSingleton<IGrainFactory>(_ => _cluster.Client);
        _builder.Services.AddSingleton(TestMarkets.Assets);
        _builder.Services.AddOrleansMarketsGateway(options =>
        {
            options.MasterKey = [.. Enumerable.Range(1, GatewayOptions.MasterKeyBytes).Select(value => (byte)value)];
            options.TradeRequestsPerSecond = 100_000;
            options.ReadRequestsPerSecond = 100_000;
            options.AddressRequestsPerFiveSeconds = 1_000_000;
            options.KeeperShards = KeeperShards;
            configure(options);
        });
    }

    public Uri Address => new(_application!.Urls.Single());

    internal IClusterClient Cluster => _cluster.Client;

    internal IServiceProvider Services => _application!.Services;

    internal CallRecorder Calls { get; } = new();

    internal AccountOffice Office => Services.GetRequiredService<AccountOffice>();

    internal SigningClient Anonymous { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await _cluster.DeployAsync();
        IMarketRegistryGrain registry = Cluster.GetGrain<IMarketRegistryGrain>(0);
        Assert.Equal(ResultCode.Ok, await registry.AddMarket(TestMarkets.PerpetualDefinition));
        Assert.Equal(ResultCode.Ok, await registry.AddMarket(TestMarkets.SpotDefinition));
        await PublishAsync(50_000);
        _application = _builder.Build();
        _application.MapOrleansMarketsGateway();
        await _application.StartAsync();
        Anonymous = new SigningClient(Address, string.Empty, string.Empty);
        MarketFollowers followers = Services.GetRequiredService<MarketFollowers>();
        await Until(() => Task.FromResult(followers.All.Count(each => each.IsCurrent && each.Replica.ReadStatus().MarkUnits > 0)), 2);
        await TakesOrdersAsync();
    }

    public async Task DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.StopAsync();
            await _application.DisposeAsync();
        }

        await _cluster.DisposeAsync();
    }

    /// <summary>Sets the index of both markets, in whole USDT.</summary>
    public async Task PublishAsync(long price)
    {
        for (int publisher = 1; publisher <= 2; publisher++)
        {
            PublisherPrice vote = new(
                publisher, Interlocked.Increment(ref _number), price * 100_000_000, 1_000_000, Times.NowNs(TimeProvider.System));
            Assert.Equal(ResultCode.Ok, await Cluster.GetGrain<IOracleGrain>(TestMarkets.Feed).Publish(vote));
        }

        foreach (string market in new[] { TestMarkets.Perpetual, TestMarkets.Spot })
        {
            IOrderBookGrain book = Cluster.GetGrain<IOrderBookGrain>(market);
            await Until(async () => (await book.GetReport()).IndexUnits, price * 10);
        }
    }

    /// <summary>A trader with money.</summary>
    internal async Task<SigningClient> TraderAsync(
        long wholeUsdt = 1_000_000,
        ApiKeyScopes scopes = ApiKeyScopes.Read | ApiKeyScopes.Trade,
        long wholeBtc = 0,
        string? user = null)
    {
        OpenedAccount opened = await Office.OpenAsync(user ?? $"trader-{Interlocked.Increment(ref _number)}", scopes, default);
        await DepositAsync(opened.Account, "USDT", wholeUsdt * TestMarkets.Usdt);
        await DepositAsync(opened.Account, "BTC", wholeBtc * 100_000_000);
        return new SigningClient(Address, opened.ApiKey, opened.ApiSecret) { Account = opened.Account, User = opened.User };
    }

    /// <summary>State hashes of all markets.</summary>
    internal async Task<string[]> HashesAsync()
    {
        MarketReport[] reports = await Task.WhenAll(
            new[] { TestMarkets.Perpetual, TestMarkets.Spot }.Select(each => Cluster.GetGrain<IOrderBookGrain>(each).GetReport()));
        return [.. reports.Select(report => report.StateHash)];
    }

    /// <summary>Asks again and again until the answer is as expected.</summary>
    internal static async Task Until<T>(Func<Task<T>> ask, T expected)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            T answer = await ask();
            if (EqualityComparer<T>.Default.Equals(answer, expected))
            {
                return;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, $"Not reached; the last answer was {answer}.");
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    // Accounts look at the prices of their silo, which come a moment after those of the books.
    private async Task TakesOrdersAsync()
    {
        SigningClient trader = await TraderAsync();
        foreach (string category in new[] { "linear", "spot" })
        {
            await Until(() => trader.CodeAsync("/v5/order/create", OrderBody.Limit("Buy", "0.01", "46000", category: category)), 0);
            await Until(
                () => trader.CodeAsync("/v5/order/cancel-all", $$"""{"category":"{{category}}","symbol":"BTCUSDT"}"""), 0);
        }
    }

    private async Task DepositAsync(long account, string coin, long quanta)
    {
        if (quanta > 0)
        {
            CommandKey id = new(1, (ulong)Interlocked.Increment(ref _number));
            Assert.Equal(ResultCode.Ok, (await Office.DepositAsync(account, id, coin, quanta, default)).Code);
        }
    }
}
