using System.Collections.Immutable;
using System.Numerics;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Liquidation;

/// <summary>
/// Auto-deleveraging by water-filling: the counterparties with the highest effective leverage are cut down to a common one until the need
/// is covered (mechanics 2.5). Unlike a queue it closes no more than the need and gives nothing to who splits an account.
/// </summary>
public static class Deleveraging
{
    /// <summary>
    /// The price at which a bankrupt position is closed: its zero price with the insurance hold counted as equity, so that after it the
    /// hold covers the deficit. Rounded against the counterparties, by less than one price unit: the hold must suffice to the last quantum.
    /// </summary>
    /// <param name="sizeLots">The bankrupt position, signed lots.</param>
    /// <param name="markUnits">The mark price.</param>
    /// <param name="equityQuanta">Equity of the bankrupt account.</param>
    /// <param name="holdQuanta">Insurance held for the episode.</param>
    /// <param name="positionMaintenanceQuanta">Maintenance margin of the position.</param>
    /// <param name="totalMaintenanceQuanta">Maintenance margin of all its positions.</param>
    /// <param name="spec">The market.</param>
    /// <param name="parameters">The market's rules.</param>
    /// <returns>Price units, between 1 and the market's largest price.</returns>
    public static long BankruptcyPrice(
        long sizeLots,
        long markUnits,
        long equityQuanta,
        long holdQuanta,
        long positionMaintenanceQuanta,
        long totalMaintenanceQuanta,
        MarketSpec spec,
        MarketParameters parameters)
    {
        long price = ZeroPrice.Compute(
            sizeLots, markUnits, checked(equityQuanta + holdQuanta), positionMaintenanceQuanta, totalMaintenanceQuanta, spec);
        return Math.Clamp(price, 1, parameters.MaximumPriceUnits);
    }

    /// <summary>Ranks two counterparties: the higher effective leverage (notional ÷ equity) first, then the lower account number.</summary>
    public static int CompareRank(in DeleverageCandidate left, in DeleverageCandidate right)
    {
        int order = ((Int128)right.NotionalQuanta * left.EquityQuanta).CompareTo((Int128)left.NotionalQuanta * right.EquityQuanta);
        return order != 0 ? order : left.Account.CompareTo(right.Account);
    }

    /// <summary>Selects counterparties and their cuts. The order of the candidates does not matter.</summary>
    /// <param name="needLots">Lots to close, positive.</param>
    /// <param name="closingSide">Side of the bankrupt account's closing trade: it sells to counterparties that are short.</param>
    /// <param name="priceUnits">The price of all trades.</param>
    /// <param name="candidates">Accounts of the market; those that are flat, on the wrong side, without equity, or whose own zero price
    /// would be crossed are left alone.</param>
    public static DeleveragePlan Select(
        long needLots, Side closingSide, long priceUnits, ReadOnlySpan<DeleverageCandidate> candidates)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(needLots);
        var ranked = new List<DeleverageCandidate>(candidates.Length);
        foreach (DeleverageCandidate candidate in candidates)
        {
            if (IsEligible(candidate, closingSide, priceUnits))
            {
                ranked.Add(candidate);
            }
        }

        ranked.Sort(static (left, right) => CompareRank(left, right));
        BigInteger available = BigInteger.Zero;
        foreach (DeleverageCandidate candidate in ranked)
        {
            available += Math.Abs(candidate.SizeLots);
        }

        long covered = (long)BigInteger.Min(available, needLots);
        ImmutableArray<DeleverageCut> cuts = covered == 0 ? [] : WaterFill(covered, ranked);
        return new DeleveragePlan(cuts, needLots - covered);
    }

    // Cut to the common level (ΣS − need) ÷ ΣE over the first k: exact rationals, rounded along the running sum, so that the cuts add up to
    // the need exactly and neighbours share a rounding (parts of a split account stand side by side).
    private static ImmutableArray<DeleverageCut> WaterFill(long need, List<DeleverageCandidate> ranked)
    {
        (int count, BigInteger sizes, BigInteger equities) = FindLevel(need, ranked);
        var cuts = ImmutableArray.CreateBuilder<DeleverageCut>(count);
        BigInteger sizeSoFar = BigInteger.Zero;
        BigInteger equitySoFar = BigInteger.Zero;
        BigInteger cutSoFar = BigInteger.Zero;
        for (int i = 0; i < count; i++)
        {
            sizeSoFar += Math.Abs(ranked[i].SizeLots);
            equitySoFar += ranked[i].EquityQuanta;
            BigInteger exact = (sizeSoFar * equities) - (equitySoFar * (sizes - need));
            BigInteger upTo = BigInteger.Divide(exact, equities);
            long lots = (long)(upTo - cutSoFar);
            cutSoFar = upTo;
            if (lots > 0)
            {
                cuts.Add(new DeleverageCut(ranked[i], lots));
            }
        }

        return cuts.ToImmutable();
    }

    // The smallest number of accounts whose common level is not below the leverage of the next one.
    private static (int Count, BigInteger Sizes, BigInteger Equities) FindLevel(long need, List<DeleverageCandidate> ranked)
    {
        BigInteger sizes = BigInteger.Zero;
        BigInteger equities = BigInteger.Zero;
        for (int i = 0; i < ranked.Count; i++)
        {
            sizes += Math.Abs(ranked[i].SizeLots);
            equities += ranked[i].EquityQuanta;
            bool isLast = i + 1 == ranked.Count;
            bool isLevel = sizes >= need
                && (isLast || (sizes - need) * ranked[i + 1].EquityQuanta >= Math.Abs(ranked[i + 1].SizeLots) * equities);
            if (isLevel)
            {
                return (i + 1, sizes, equities);
            }
        }

        throw new InvalidOperationException("The need was cut to what is available.");
    }

    private static bool IsEligible(in DeleverageCandidate candidate, Side closingSide, long priceUnits)
    {
        bool isOpposite = closingSide == Side.Sell ? candidate.SizeLots < 0 : candidate.SizeLots > 0;
        bool isAboveZero = closingSide == Side.Sell ? priceUnits <= candidate.ZeroPriceUnits : priceUnits >= candidate.ZeroPriceUnits;
        return isOpposite && isAboveZero && candidate.EquityQuanta > 0;
    }
}
