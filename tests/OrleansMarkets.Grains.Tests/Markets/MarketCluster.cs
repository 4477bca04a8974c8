using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.TestingHost;
using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.Oracles;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Grains.Keepers;
using OrleansMarkets.Grains.Storage;
using OrleansMarkets.Journal.Memory;

namespace OrleansMarkets.Grains.Tests.Markets;

/// <summary>A market in a cluster within this process, over a journal in memory; the same on both runtimes.</summary>
public sealed class MarketCluster : IAsyncLifetime
{
    // Several times the wait for an answer that was lost.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly InProcessTestCluster _cluster;
    private readonly MemoryJournalStore _journal = new(TimeProvider.System);
    private long _number;

    public MarketCluster()
        : this(silos: 1)
    {
    }

    internal MarketCluster(short silos)
    {
        AssetTable assets = new("USDT", [new Asset("USDT", 6), new Asset("BTC", 8)]);
        InProcessTestClusterBuilder builder = new(silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(Hosts);
            silo.AddIncomingGrainCallFilter<GrainHostFilter>();
            silo.UseInMemoryReminderService();
            silo.AddJournalGrainStorage();
            silo.AddOrleansMarkets(_journal, assets);
            silo.Configure<KeeperOptions>(options =>
            {
                options.ShardCount = 1;
                options.ScanPeriod = TimeSpan.FromMilliseconds(50);
            });
        });
        _cluster = builder.Build();
    }

    /// <summary>Which silo ran which grain.</summary>
    public GrainHosts Hosts { get; } = new();

    public IClusterClient Client => _cluster.Client;

    public IMarketRegistryGrain Registry => Client.GetGrain<IMarketRegistryGrain>(0);

    public async Task InitializeAsync() => await _cluster.DeployAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    /// <summary>Votes of two publishers of the default feed, in whole USDT.</summary>
    public async Task PublishAsync(string feed, long price)
    {
        for (int publisher = 1; publisher <= 2; publisher++)
        {
            PublisherPrice vote = new(
                publisher, ++_number, price * 100_000_000, 1_000_000, TimeProvider.System.NowNs());
            Assert.Equal(ResultCode.Ok, await Client.GetGrain<IOracleGrain>(feed).Publish(vote));
        }
    }

    /// <summary>Another owner opens a stream: whoever owned it is fenced, and ends when it writes next.</summary>
    public async Task FenceAsync(string streamId) => await _journal.OpenAsync(streamId, CancellationToken.None);

    public CommandKey NextId() => new(7, (ulong)Interlocked.Increment(ref _number));

    public async Task DepositAsync(string user, long account, long wholeUsdt)
    {
        IAccountGrain grain = Client.GetGrain<IAccountGrain>(user);
        await grain.OpenTradingAccount(account);
        LedgerResult result = await grain.Deposit(account, new LedgerCommand(NextId(), "USDT", wholeUsdt * 1_000_000, 0));
        Assert.Equal(ResultCode.Ok, result.Code);
    }

    /// <summary>Waits until something is so, asking again and again.</summary>
    public static async Task<T> Until<T>(Func<Task<T>> ask, Func<T, bool> isSo)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            T answer = await ask();
            if (isSo(answer))
            {
                return answer;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, $"Not reached; the last answer was {answer}.");
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }
}
