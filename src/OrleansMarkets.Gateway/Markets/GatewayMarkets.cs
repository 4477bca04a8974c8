using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Gateway.Hosting;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.MarketData.Following;
using OrleansMarkets.MarketData.Symbols;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Markets;

/// <summary>The markets under their public names, with their replicas.</summary>
/// <param name="followers">Follow the books.</param>
/// <param name="assets">The assets.</param>
/// <param name="options">How long an answer waits for a replica.</param>
internal sealed class GatewayMarkets(MarketFollowers followers, AssetTable assets, IOptions<GatewayOptions> options)
{
    private readonly ConcurrentDictionary<string, long> _acknowledged = new(StringComparer.Ordinal);
    private volatile Listing _listing = new([], MarketDirectory.Empty);

    /// <summary>The assets.</summary>
    public AssetTable Assets => assets;

    private MarketDirectory Directory
    {
        get
        {
            ImmutableArray<MarketDefinition> present = followers.Markets;
            Listing listing = _listing;
            if (listing.Definitions != present)
            {
                listing = new Listing(present, MarketDirectory.Of(present, assets));
                _listing = listing;
            }

            return listing.Directory;
        }
    }

    /// <summary>The kind of a category; null for one that the dialect knows and this venue does not trade.</summary>
    /// <exception cref="RequestException">It is no category.</exception>
    public static MarketKind? KindOf(string? category) => category switch
    {
        Categories.Spot => MarketKind.Spot,
        Categories.Linear => MarketKind.LinearPerpetual,
        "inverse" or "option" => null,
        _ => throw RequestException.Invalid("category is missing or unknown"),
    };

    /// <summary>All followed markets in the ordinal order of their own names.</summary>
    public IEnumerable<GatewayMarket> All()
    {
        foreach (ListedMarket listed in Directory.All)
        {
            if (followers.TryGet(listed.Symbol, out MarketFollower? follower))
            {
                yield return new GatewayMarket(listed, follower);
            }
        }
    }

    /// <summary>All followed markets of a kind; none for null.</summary>
    public IEnumerable<GatewayMarket> All(MarketKind? kind) => All().Where(market => market.Listed.Definition.Kind == kind);

    /// <summary>Finds a market by category and symbol.</summary>
    /// <exception cref="RequestException">It does not exist, or is not followed yet.</exception>
    public GatewayMarket Find(string? category, string? symbol)
    {
        MarketKind? kind = KindOf(category);
        if (symbol is null)
        {
            throw RequestException.Invalid("symbol is missing");
        }

        if (kind is not { } known || !Directory.TryGet(known, symbol, out ListedMarket? listed))
        {
            throw followers.Markets.IsEmpty ? RequestException.Busy("markets are not known yet") : RequestException.UnknownSymbol();
        }

        return Followed(listed);
    }

    /// <summary>Finds a market by its own name; null when there is none.</summary>
    public GatewayMarket? FindOwn(string symbol) => Directory.TryGet(symbol, out ListedMarket? listed) ? Followed(listed) : null;

    /// <summary>The markets that a list is asked of: one, or all of a category, perhaps only of a base or settlement coin.</summary>
    /// <exception cref="RequestException">The category or the symbol does not exist.</exception>
    public IEnumerable<GatewayMarket> Selected(string? category, string? symbol, string? baseCoin, string? settleCoin)
    {
        if (symbol is not null)
        {
            return KindOf(category) is null ? [] : [Find(category, symbol)];
        }

        return All(KindOf(category))
            .Where(market => baseCoin is null || market.Listed.Definition.BaseAsset == baseCoin)
            .Where(market => settleCoin is null || market.Listed.Definition.QuoteAsset == settleCoin);
    }

    /// <summary>Remembers that a record of a market was acknowledged to a client: reads of this gateway wait for it.</summary>
    /// <param name="symbol">The market's own name.</param>
    /// <param name="sequence">The record.</param>
    public void Acknowledge(string symbol, long sequence) =>
        _acknowledged.AddOrUpdate(
            symbol, static (_, now) => now, static (_, known, now) => Math.Max(known, now), sequence);

    /// <summary>Waits until the replica contains everything that was acknowledged.</summary>
    /// <exception cref="RequestException">It does not in time, or does not follow its book.</exception>
    public async ValueTask SettleAsync(GatewayMarket market, CancellationToken cancellation)
    {
        long acknowledged = _acknowledged.GetValueOrDefault(market.Symbol);
        bool isThere = market.Follower.AppliedSequence >= acknowledged
            || await market.Follower.WaitForAsync(acknowledged, options.Value.ReplicaPatience, cancellation);
        if (!isThere || !market.IsFollowed)
        {
            throw RequestException.Busy("orders of the market cannot be read now, try again");
        }
    }

    private GatewayMarket Followed(ListedMarket listed) => followers.TryGet(listed.Symbol, out MarketFollower? follower)
        ? new GatewayMarket(listed, follower)
        : throw RequestException.Busy("the market is not followed yet");

    private sealed record Listing(ImmutableArray<MarketDefinition> Definitions, MarketDirectory Directory);
}
