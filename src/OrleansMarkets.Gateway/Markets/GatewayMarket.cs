using OrleansMarkets.Core.Markets;
using OrleansMarkets.MarketData.Following;
using OrleansMarkets.MarketData.Replicas;
using OrleansMarkets.MarketData.Symbols;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Markets;

/// <summary>A market as the gateway serves it: its names and units, and its replica.</summary>
/// <param name="Listed">Names and units.</param>
/// <param name="Follower">Keeps the replica.</param>
internal sealed record GatewayMarket(ListedMarket Listed, MarketFollower Follower)
{
    /// <summary>Records that a replica may be behind and still be asked about orders.</summary>
    public const long MaximumLag = 4_096;

    /// <summary>A replica whose book was silent for longer is not asked about orders.</summary>
    public static readonly TimeSpan MaximumSilence = TimeSpan.FromSeconds(10);

    /// <summary>The market's own name.</summary>
    public string Symbol => Listed.Symbol;

    /// <summary>Its units.</summary>
    public MarketScale Scale => Listed.Scale;

    /// <summary>The replica.</summary>
    public MarketReplica Replica => Follower.Replica;

    /// <summary>Whether it is a spot market.</summary>
    public bool IsSpot => Listed.Definition.Kind == MarketKind.Spot;

    /// <summary>Its category in the dialect.</summary>
    public string Category => IsSpot ? Categories.Spot : Categories.Linear;

    /// <summary>Whether the replica follows its book closely: what it does not know does not exist.</summary>
    public bool IsFollowed =>
        Follower.Failure is null
        && Follower.SinceSuccess <= MaximumSilence
        && Follower.AppliedSequence > 0
        && Follower.DurableSequence - Follower.AppliedSequence <= MaximumLag;

    /// <summary>An order's id as the public sees it.</summary>
    public string OrderIdText(long orderId) => MarketData.Symbols.OrderIdText.Of(Symbol, orderId);
}
