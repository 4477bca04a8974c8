using System.Collections.Immutable;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Lab.Venue;

namespace OrleansMarkets.Lab.Personas;

/// <summary>The quotes of a market maker around one mark price, a function of mark and inventory alone.</summary>
/// <param name="Levels">Levels, the nearest first.</param>
/// <param name="MaximumPositionLots">Inventory from which only the reducing side is quoted.</param>
/// <param name="SkewPpm">How far the centre moves against a full inventory, ppm of mark.</param>
public sealed record MakerQuote(ImmutableArray<MakerLevel> Levels, long MaximumPositionLots, long SkewPpm)
{
    /// <summary>Lots of one level: all, or nothing on the side that would grow a full inventory.</summary>
    /// <param name="side">The side.</param>
    /// <param name="level">The level.</param>
    /// <param name="positionLots">The maker's signed position.</param>
    public long QuantityLots(Side side, in MakerLevel level, long positionLots)
    {
        long roomLots = MaximumPositionLots - (side == Side.Buy ? positionLots : -positionLots);
        return roomLots >= level.QuantityLots ? level.QuantityLots : 0;
    }

    /// <summary>Price of one level on the tick grid: bids round down and asks up, away from the mark.</summary>
    public long PriceUnits(Side side, in MakerLevel level, long markUnits, long positionLots)
    {
        long skewPpm = IntegerMath.MulDiv(SkewPpm, -positionLots, MaximumPositionLots, RoundingDirection.TowardZero);
        long distancePpm = side == Side.Buy ? skewPpm - level.DistancePpm : skewPpm + level.DistancePpm;
        RoundingDirection away = side == Side.Buy ? RoundingDirection.Down : RoundingDirection.Up;
        long ticks = IntegerMath.MulDiv(markUnits, IntegerMath.Ppm + distancePpm, IntegerMath.Ppm * VenueMarket.TickUnits, away);
        return ticks * VenueMarket.TickUnits;
    }
}
