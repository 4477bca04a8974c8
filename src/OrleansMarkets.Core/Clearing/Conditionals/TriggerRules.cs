using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Clearing.Conditionals;

/// <summary>The arithmetic of triggers: in which direction they are reached, and where a trailing one stands.</summary>
public static class TriggerRules
{
    /// <summary>Whether a trigger is reached from below: a stop to buy, a take-profit to sell.</summary>
    public static bool FiresRising(TriggerKind kind, Side side) => (kind == TriggerKind.TakeProfit) == (side == Side.Sell);

    /// <summary>Whether a price has reached a trigger.</summary>
    public static bool IsReached(bool firesRising, long triggerUnits, long priceUnits) =>
        priceUnits > 0 && triggerUnits > 0 && (firesRising ? priceUnits >= triggerUnits : priceUnits <= triggerUnits);

    /// <summary>
    /// Trigger of a trailing stop whose best price so far is known: on the grid, rounded away from the price, so that the distance is never
    /// less than what was asked for; 0 if it would be at or below zero.
    /// </summary>
    /// <param name="terms">The order's terms.</param>
    /// <param name="side">Side of the order: a sell trails below a rising price, a buy above a falling one.</param>
    /// <param name="bestUnits">The best price seen.</param>
    /// <param name="tickUnits">The market's tick.</param>
    public static long TrailingTrigger(in TriggerTerms terms, Side side, long bestUnits, long tickUnits)
    {
        long distance = terms.TrailUnits != 0
            ? terms.TrailUnits
            : IntegerMath.MulDiv(bestUnits, terms.TrailPpm, IntegerMath.Ppm, RoundingDirection.Up);
        long raw = side == Side.Sell ? bestUnits - distance : bestUnits + distance;
        return side == Side.Sell
            ? Math.Max(0, raw - (raw % tickUnits))
            : raw + ((tickUnits - (raw % tickUnits)) % tickUnits);
    }

    /// <summary>The price at which a trailing stop's trigger moves next, by at least a tick; 0 if no price does it.</summary>
    /// <param name="terms">Its terms.</param>
    /// <param name="side">Side of the order.</param>
    /// <param name="triggerUnits">Where the trigger stands.</param>
    /// <param name="tickUnits">The market's tick.</param>
    public static long NextMove(in TriggerTerms terms, Side side, long triggerUnits, long tickUnits)
    {
        if (side == Side.Sell)
        {
            long above = triggerUnits + tickUnits;
            return terms.TrailUnits != 0
                ? above + terms.TrailUnits
                : IntegerMath.MulDiv(above, IntegerMath.Ppm, IntegerMath.Ppm - terms.TrailPpm, RoundingDirection.Up);
        }

        long below = triggerUnits - tickUnits;
        return below <= 0
            ? 0
            : terms.TrailUnits != 0
                ? Math.Max(0, below - terms.TrailUnits)
                : IntegerMath.MulDiv(below, IntegerMath.Ppm, IntegerMath.Ppm + terms.TrailPpm, RoundingDirection.Down);
    }

    /// <summary>
    /// The worst price at which a conditional market order may execute: the band's width beyond its trigger, or the tighter one that the
    /// owner's risk check has set.
    /// </summary>
    /// <param name="side">Side of the order.</param>
    /// <param name="triggerUnits">Its trigger.</param>
    /// <param name="bandPpm">Width of the price band, ppm.</param>
    /// <param name="maximumPriceUnits">Largest price of the market.</param>
    /// <param name="worstUnits">The risk check's bound; 0 for none.</param>
    public static long ExecutionLimit(Side side, long triggerUnits, long bandPpm, long maximumPriceUnits, long worstUnits)
    {
        long band = IntegerMath.MulDiv(triggerUnits, bandPpm, IntegerMath.Ppm, RoundingDirection.Down);
        long edge = Math.Clamp(side == Side.Buy ? triggerUnits + band : triggerUnits - band, 1, maximumPriceUnits);
        return worstUnits == 0 ? edge : side == Side.Buy ? Math.Min(edge, worstUnits) : Math.Max(edge, worstUnits);
    }
}
