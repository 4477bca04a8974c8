using OrleansMarkets.Core.Money;
using OrleansMarkets.Silo.Markets;

namespace OrleansMarkets.Silo.Prices;

/// <summary>
/// A synthetic price: a random walk in parts per million that is drawn back to its anchor. Integers only, so the same seed gives the same
/// prices everywhere.
/// </summary>
public sealed class PriceWalk
{
    // A sum of four uniform draws is bell-shaped enough.
    private const int Draws = 4;
    private const long Ppb = 1_000_000_000;
    private const long LeastPriceE8 = 1_000_000;

    private readonly long _anchorE8;
    private readonly long _halfWidthPpb;
    private readonly long _pullPpb;
    private readonly DrawSource _draws;

    /// <summary>Begins a walk.</summary>
    /// <param name="feed">The process.</param>
    /// <param name="startE8">Price that it goes on from, 1e-8; zero for its anchor.</param>
    /// <param name="step">Time of one step.</param>
    /// <param name="seed">Seed of the walk.</param>
    public PriceWalk(FeedPlan feed, long startE8, TimeSpan step, ulong seed)
    {
        const long PpbPerPpm = 1_000;
        const long LogOfTwoPpm = 693_147;
        _anchorE8 = feed.AnchorE8;
        PriceE8 = startE8 > 0 ? startE8 : feed.AnchorE8;

        // The deviation of a sum of n draws from ±w is w × √(n/3): 1.1547 for four.
        _halfWidthPpb = IntegerMath.MulDiv(feed.StepPpm * PpbPerPpm, 10_000, 11_547, RoundingDirection.Down);
        _pullPpb = Math.Clamp(
            IntegerMath.MulDiv(LogOfTwoPpm * PpbPerPpm, step.Ticks, feed.HalfLife.Ticks, RoundingDirection.Down), 0, Ppb);
        _draws = new DrawSource(seed);
    }

    /// <summary>The price, 1e-8.</summary>
    public long PriceE8 { get; private set; }

    /// <summary>Makes one step.</summary>
    public long Next()
    {
        long shockPpb = 0;
        for (int i = 0; i < Draws; i++)
        {
            shockPpb += _draws.Next(-_halfWidthPpb, _halfWidthPpb);
        }

        long shock = IntegerMath.MulDiv(PriceE8, shockPpb, Ppb, RoundingDirection.TowardZero);
        long pull = IntegerMath.MulDiv(_anchorE8 - PriceE8, _pullPpb, Ppb, RoundingDirection.TowardZero);
        PriceE8 = Math.Max(LeastPriceE8, PriceE8 + shock + pull);
        return PriceE8;
    }
}
