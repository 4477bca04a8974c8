using System.Collections.Immutable;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.MarketData.Replicas;

/// <summary>The price levels of one side.</summary>
/// <param name="side">Buy for the bids.</param>
internal sealed class DepthFold(Side side)
{
    // Keyed so that the best level comes first on both sides.
    private readonly SortedDictionary<long, DepthLevel> _levels = [];

    /// <summary>The best level; default without any.</summary>
    public DepthLevel Best
    {
        get
        {
            foreach (DepthLevel level in _levels.Values)
            {
                return level;
            }

            return default;
        }
    }

    /// <summary>The level at a price; one without lots if there is none.</summary>
    public DepthLevel At(long priceUnits) =>
        _levels.TryGetValue(KeyOf(priceUnits), out DepthLevel level) ? level : new DepthLevel(priceUnits, 0, 0);

    /// <summary>Changes the level at a price; one without orders is gone.</summary>
    public void Add(long priceUnits, long lots, int orders)
    {
        DepthLevel level = At(priceUnits);
        level = level with { Lots = level.Lots + lots, Orders = level.Orders + orders };
        if (level.Lots < 0 || level.Orders < 0)
        {
            throw new InvalidOperationException($"A level at {priceUnits} would have {level.Lots} lots in {level.Orders} orders.");
        }

        if (level.Orders == 0)
        {
            _levels.Remove(KeyOf(priceUnits));
        }
        else
        {
            _levels[KeyOf(priceUnits)] = level;
        }
    }

    /// <summary>The best levels, best first.</summary>
    public ImmutableArray<DepthLevel> Top(int levels) => [.. _levels.Values.Take(levels)];

    private long KeyOf(long priceUnits) => side == Side.Buy ? -priceUnits : priceUnits;
}
