using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Margin;

/// <summary>
/// Margin requirements through marginal tiers: each part of the notional pays the rate of its own tier, so the requirement is continuous in
/// the notional. One rounding, up, over the sum (mechanics 2.1).
/// </summary>
public static class MarginSchedule
{
    /// <summary>Initial margin of a notional, quote quanta, rounded up.</summary>
    public static Int128 Initial(ReadOnlySpan<MarginTier> tiers, Int128 notionalQuanta) =>
        Requirement(tiers, notionalQuanta, initial: true);

    /// <summary>Maintenance margin of a notional, quote quanta, rounded up.</summary>
    public static Int128 Maintenance(ReadOnlySpan<MarginTier> tiers, Int128 notionalQuanta) =>
        Requirement(tiers, notionalQuanta, initial: false);

    /// <summary>Initial margin of a notional within 64 bits, quote quanta, rounded up.</summary>
    internal static long InitialOf(ReadOnlySpan<MarginTier> tiers, long notionalQuanta) =>
        TryInitial(tiers, notionalQuanta, out long margin) ? margin : (long)Initial(tiers, notionalQuanta);

    /// <summary>Initial margin, if all that it takes fits in 64 bits, where it costs a fraction of 128.</summary>
    /// <returns>Whether it fits; if not, the other form gives the margin.</returns>
    internal static bool TryInitial(ReadOnlySpan<MarginTier> tiers, long notionalQuanta, out long margin) =>
        TryRequirement(tiers, notionalQuanta, initial: true, out margin);

    /// <summary>Maintenance margin, if all that it takes fits in 64 bits.</summary>
    /// <returns>Whether it fits; if not, the other form gives the margin.</returns>
    internal static bool TryMaintenance(ReadOnlySpan<MarginTier> tiers, long notionalQuanta, out long margin) =>
        TryRequirement(tiers, notionalQuanta, initial: false, out margin);

    private static bool TryRequirement(ReadOnlySpan<MarginTier> tiers, long notional, bool initial, out long margin)
    {
        if (IsInFirst(tiers, notional))
        {
            margin = IntegerMath.PpmUp(notional - tiers[0].LowerNotionalQuanta, initial ? tiers[0].InitialPpm : tiers[0].MaintenancePpm);
            return true;
        }

        long sum = 0;
        margin = 0;
        for (int i = 0; i < tiers.Length && notional > tiers[i].LowerNotionalQuanta; i++)
        {
            long upper = i + 1 < tiers.Length ? Math.Min(notional, tiers[i + 1].LowerNotionalQuanta) : notional;
            long rate = initial ? tiers[i].InitialPpm : tiers[i].MaintenancePpm;
            if (!IntegerMath.TryMultiply(upper - tiers[i].LowerNotionalQuanta, rate, out long part)
                || !IntegerMath.TryAdd(sum, part, out sum))
            {
                return false;
            }
        }

        margin = IntegerMath.DividePpmUp(sum);
        return true;
    }

    private static bool IsInFirst(ReadOnlySpan<MarginTier> tiers, long notional) =>
        tiers.Length > 0
        && notional >= tiers[0].LowerNotionalQuanta
        && (tiers.Length == 1 || notional <= tiers[1].LowerNotionalQuanta);

    private static Int128 Requirement(ReadOnlySpan<MarginTier> tiers, Int128 notional, bool initial)
    {
        Int128 sum = 0;
        for (int i = 0; i < tiers.Length; i++)
        {
            Int128 lower = tiers[i].LowerNotionalQuanta;
            if (notional <= lower)
            {
                break;
            }

            Int128 upper = i + 1 < tiers.Length ? Int128.Min(notional, tiers[i + 1].LowerNotionalQuanta) : notional;
            sum += IntegerMath.Multiply(upper - lower, initial ? tiers[i].InitialPpm : tiers[i].MaintenancePpm);
        }

        return IntegerMath.Divide(sum, IntegerMath.Ppm, RoundingDirection.Up);
    }
}
