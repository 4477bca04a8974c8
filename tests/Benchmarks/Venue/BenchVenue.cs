using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.TestingHost;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Grains.Storage;
using OrleansMarkets.Journal;
using OrleansMarkets.Journal.Files;

namespace OrleansMarkets.Benchmarks.Venue;

/// <summary>
/// A whole exchange on one silo within this process, over a file journal that is flushed: markets listed, accounts funded, prices flowing.
/// </summary>
internal sealed class BenchVenue : IAsyncDisposable
{
    private const long DepositUsdt = 10_000_000;
    private static readonly TimeSpan PriceWait = TimeSpan.FromSeconds(30);

    private readonly string _directory;
    private readonly bool _isOwnDirectory;
    private readonly InProcessTestCluster _cluster;
    private readonly PriceFeed _feed;

    private BenchVenue(string? directory)
    {
        _isOwnDirectory = directory is null;
        _directory = directory ?? Path.Combine(AppContext.BaseDirectory, "bench-data-" + Environment.ProcessId);
        Journal = FileJournalStore.Open(_directory);
        InProcessTestClusterBuilder builder = new(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseInMemoryReminderService();
            silo.AddJournalGrainStorage();
            silo.AddOrleansMarkets(Journal, BenchMarkets.Assets);
        });
        _cluster = builder.Build();
        _cluster.DeployAsync().GetAwaiter().GetResult();
        _feed = new PriceFeed(Client);
    }

    public FileJournalStore Journal { get; }

    /// <summary>A client behind the silo's gateway: on real Orleans messages are serialized and pass a transport in memory.</summary>
    public IClusterClient Client => _cluster.Client;

    /// <summary>The client on the silo's own host: no transport, no serialization, arguments copied.</summary>
    public IClusterClient HostedClient => _cluster.GetSiloServiceProvider().GetRequiredService<IClusterClient>();

    public string Directory => _directory;

    public static async Task<BenchVenue> OpenAsync(BenchmarkOptions options)
    {
        var venue = new BenchVenue(options.DataDirectory);
        IMarketRegistryGrain registry = venue.Client.GetGrain<IMarketRegistryGrain>(0);
        foreach (MarketDefinition market in BenchMarkets.All)
        {
            Expect(await registry.AddMarket(market));
        }

        await venue._feed.StartAsync();
        await venue.WaitForPrices();
        var run = new CommandKey((ulong)TimeProvider.System.NowNs(), 0);
        for (long account = 1; account <= options.Accounts; account++)
        {
            LedgerResult result = await venue.Client.GetGrain<ICrossMarginGrain>(account)
                .Deposit(new LedgerCommand(run, BenchMarkets.Settlement, DepositUsdt * BenchMarkets.Usdt, 0));
            Expect(result.Code);
        }

        return venue;
    }

    /// <summary>What a record of a market's log takes: the average of the latest ones.</summary>
    public async Task<int> AverageRecordBytesAsync()
    {
        const int Latest = 1_000;
        IJournalReader reader = await Journal.OpenReadOnlyAsync("market/" + BenchMarkets.Symbols[0], CancellationToken.None);
        long head = (await reader.QueryHeadAsync(CancellationToken.None)).Sequence;
        long bytes = 0;
        long count = 0;
        foreach (JournalStoredBatch batch in await reader.ReadAsync(Math.Max(1, head - Latest), CancellationToken.None))
        {
            foreach (JournalRecord record in batch.Records)
            {
                bytes += record.Payload.Length;
                count++;
            }
        }

        return (int)(bytes / Math.Max(1, count));
    }

    public async ValueTask DisposeAsync()
    {
        await _feed.StopAsync();
        await _cluster.DisposeAsync();
        Journal.Dispose();
        if (_isOwnDirectory)
        {
            System.IO.Directory.Delete(_directory, recursive: true);
        }
    }

    private static void Expect(ResultCode code)
    {
        if (code != ResultCode.Ok)
        {
            throw new InvalidOperationException($"The venue could not be made: {code}.");
        }
    }

    private async Task WaitForPrices()
    {
        long start = TimeProvider.System.GetTimestamp();
        foreach (string symbol in BenchMarkets.Symbols)
        {
            while ((await Client.GetGrain<IOrderBookGrain>(symbol).GetReport()).MarkUnits == 0)
            {
                if (TimeProvider.System.GetElapsedTime(start) > PriceWait)
                {
                    throw new TimeoutException($"{symbol} has no price.");
                }

                await Task.Delay(20);
            }
        }
    }
}
