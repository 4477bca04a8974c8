using System.Numerics;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Matching;

/// <summary>
/// Splits a scale order into its orders, exactly and in integers. Prices between the two ends are rounded down to the tick. Sizes are the
/// shares of the total rounded down to the step; the steps that are left go one each to the orders from the first on, so the sizes add up.
/// </summary>
public static class ScaleLadder
{
    /// <summary>Largest ratio of sizes, and of the inverse.</summary>
    public const long MaximumSizeRatio = 1_000;

    private const long UnitWeight = 1_000_000_000;

    /// <summary>Splits a scale order.</summary>
    /// <param name="terms">The scale order.</param>
    /// <param name="parameters">Rules of its market.</param>
    /// <param name="rungs">Its orders; empty if it is refused.</param>
    /// <returns>
    /// Ok, or InvalidRequest (out of range), PriceOffGrid, QuantityOffGrid, QuantityTooSmall (an order would be below the minimum).
    /// </returns>
    public static ResultCode Split(in ScaleTerms terms, MarketParameters parameters, out ScaleRung[] rungs)
    {
        rungs = [];
        ResultCode code = Check(terms, parameters);
        if (code != ResultCode.Ok)
        {
            return code;
        }

        var ladder = new ScaleRung[terms.Orders];
        long[] lots = SplitLots(terms, parameters.StepLots);
        for (int at = 0; at < ladder.Length; at++)
        {
            long price = Between(terms.Prices, terms.FirstPriceUnits, terms.LastPriceUnits, at, ladder.Length - 1);
            ladder[at] = new ScaleRung(price - (price % parameters.TickUnits), lots[at]);
            if (lots[at] < parameters.MinimumLots)
            {
                return ResultCode.QuantityTooSmall;
            }
        }

        rungs = ladder;
        return ResultCode.Ok;
    }

    private static ResultCode Check(in ScaleTerms terms, MarketParameters parameters)
    {
        bool isSound = terms.Orders is >= 2 and <= MarketLimits.MaximumScaleOrders
            && Enum.IsDefined(terms.Prices)
            && Enum.IsDefined(terms.Sizes)
            && terms.SizeRatioPpm is >= IntegerMath.Ppm / MaximumSizeRatio and <= IntegerMath.Ppm * MaximumSizeRatio
            && terms.TotalLots > 0
            && Math.Min(terms.FirstPriceUnits, terms.LastPriceUnits) > 0
            && Math.Max(terms.FirstPriceUnits, terms.LastPriceUnits) <= parameters.MaximumPriceUnits;
        if (!isSound)
        {
            return ResultCode.InvalidRequest;
        }

        if (terms.FirstPriceUnits % parameters.TickUnits != 0 || terms.LastPriceUnits % parameters.TickUnits != 0)
        {
            return ResultCode.PriceOffGrid;
        }

        return terms.TotalLots % parameters.StepLots == 0 ? ResultCode.Ok : ResultCode.QuantityOffGrid;
    }

    private static long[] SplitLots(in ScaleTerms terms, long stepLots)
    {
        long steps = terms.TotalLots / stepLots;
        long lastWeight = UnitWeight / IntegerMath.Ppm * terms.SizeRatioPpm;
        long[] lots = new long[terms.Orders];
        Int128 weights = 0;
        for (int at = 0; at < lots.Length; at++)
        {
            lots[at] = Between(terms.Sizes, UnitWeight, lastWeight, at, lots.Length - 1);
            weights += lots[at];
        }

        long left = steps;
        for (int at = 0; at < lots.Length; at++)
        {
            lots[at] = (long)IntegerMath.Divide((Int128)steps * lots[at], weights, RoundingDirection.Down);
            left -= lots[at];
        }

        for (int at = 0; at < lots.Length; at++)
        {
            lots[at] = (lots[at] + (at < left ? 1 : 0)) * stepLots;
        }

        return lots;
    }

    // The value a part of the way from first to last, rounded down; the ends are exact.
    private static long Between(ScaleSpacing spacing, long first, long last, int part, int parts) =>
        spacing == ScaleSpacing.Linear
            ? (long)IntegerMath.Divide(((Int128)first * (parts - part)) + ((Int128)last * part), parts, RoundingDirection.Down)
            : Root(BigInteger.Pow(first, parts - part) * BigInteger.Pow(last, part), parts, Math.Min(first, last), Math.Max(first, last));

    // The largest number in a range whose power is not above a value.
    private static long Root(BigInteger value, int degree, long low, long high)
    {
        while (low < high)
        {
            long middle = low + ((high - low + 1) / 2);
            if (BigInteger.Pow(middle, degree) <= value)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }
}
