using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.MarketData.Following;
using OrleansMarkets.MarketData.Replicas;
using OrleansMarkets.MarketData.Symbols;

namespace OrleansMarkets.Client.Cluster;

/// <summary>The markets of a cluster: their names and grids, and a replica of each that somebody asked about.</summary>
internal sealed class ClusterMarkets(IGrainFactory grains, ClusterConnectionOptions options) : IDisposable
{
    private const long RegistryKey = 0;

    private readonly MarketFollowerOptions _following = new();
    private readonly ConcurrentDictionary<string, Lazy<MarketFollower>> _followers = new(StringComparer.Ordinal);
    private MarketDirectory _directory = MarketDirectory.Empty;

    public IGrainFactory Grains => grains;

    public ClusterConnectionOptions Options => options;

    /// <summary>All markets as the registry has them now.</summary>
    public async Task<ImmutableArray<ListedMarket>> GetAllAsync(CancellationToken cancellation)
    {
        var definitions = await ClusterCalls.AskAsync(
            options, () => grains.GetGrain<IMarketRegistryGrain>(RegistryKey).GetMarkets(), cancellation);
        var directory = MarketDirectory.Of(definitions, options.Assets);
        Volatile.Write(ref _directory, directory);
        return directory.All;
    }

    /// <summary>One market, if it is known already.</summary>
    public bool TryGet(MarketId market, [NotNullWhen(true)] out ListedMarket? listed) =>
        Volatile.Read(ref _directory).TryGet(ClusterMapping.Kind(market.Category), market.Symbol, out listed);

    /// <summary>One market; the registry is asked when it is not known yet.</summary>
    /// <exception cref="RequestRejectedException">There is no such market.</exception>
    public ValueTask<ListedMarket> GetAsync(MarketId market, CancellationToken cancellation) => TryGet(market, out ListedMarket? known)
        ? new ValueTask<ListedMarket>(known)
        : new ValueTask<ListedMarket>(AskAsync(market, cancellation));

    /// <summary>A market's replica, with everything in it that the book had said before this was asked.</summary>
    /// <exception cref="ExchangeUnavailableException">The book does not answer, or the replica does not catch up in time.</exception>
    public async Task<MarketReplica> CurrentAsync(ListedMarket market, CancellationToken cancellation)
    {
        IOrderBookGrain book = grains.GetGrain<IOrderBookGrain>(market.Symbol);
        DepthSnapshot head = await ClusterCalls.AskAsync(options, () => book.GetDepth(levels: 1), cancellation);
        MarketFollower follower = Follow(market);
        if (follower.Failure is { } failure)
        {
            throw new ProtocolException($"the log of {market.Symbol} cannot be followed: {failure.Message}", failure);
        }

        return await follower.WaitForAsync(head.Sequence, options.Limits.AttemptTimeout, cancellation)
            ? follower.Replica
            : throw new ExchangeUnavailableException(new MarketsError(0, 0, $"the replica of {market.Symbol} has not caught up"));
    }

    public void Dispose()
    {
        foreach (Lazy<MarketFollower> follower in _followers.Values)
        {
            follower.Value.Dispose();
        }
    }

    private async Task<ListedMarket> AskAsync(MarketId market, CancellationToken cancellation)
    {
        await GetAllAsync(cancellation);
        return TryGet(market, out ListedMarket? found)
            ? found
            : throw new RequestRejectedException(
                new MarketsError((int)ResultCode.UnknownMarket, 0, $"there is no market {market}"));
    }

    private MarketFollower Follow(ListedMarket market) =>
        _followers.GetOrAdd(market.Symbol, symbol => new Lazy<MarketFollower>(() => Start(symbol))).Value;

    private MarketFollower Start(string symbol)
    {
        var follower = new MarketFollower(
            symbol, grains.GetGrain<IOrderBookGrain>(symbol), _following, options.Time, new Random(), NullLogger.Instance);
        follower.Start();
        return follower;
    }
}
