using System.Collections.Immutable;
using OrleansMarkets.Contracts.Keepers;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Liquidation;
using OrleansMarkets.Core.Money;
using DeleverageCandidate = OrleansMarkets.Contracts.Keepers.DeleverageCandidate;

namespace OrleansMarkets.Grains.Keepers;

/// <summary>Finds counterparties of an auto-deleveraging among the accounts of a shard, as of its last evaluation.</summary>
internal static class DeleverageCandidatesQuery
{
    /// <summary>Most candidates of one shard: one step takes no more.</summary>
    public const int MaximumCandidates = MarketLimits.MaximumDeleverageCounterparties;

    /// <summary>
    /// The opposite positions, highest leverage (notional ÷ equity) first, accounts in order where it is equal. Accounts without equity are
    /// left out, and those whose own zero price lies beyond the price of the trade.
    /// </summary>
    /// <param name="risk">The shard, evaluated.</param>
    /// <param name="column">The market.</param>
    /// <param name="query">What is wanted.</param>
    public static ImmutableArray<DeleverageCandidate> Find(ShardRisk risk, MarketColumn column, in DeleverageQuery query)
    {
        List<(int Slot, long Size)> found = [];
        for (int i = 0; i < column.Count; i++)
        {
            int slot = column.Slots[i];
            long size = column.Sizes[i];
            bool isWanted = size != 0 && size > 0 == query.LongSide && risk.AccountAt(slot) != query.ExcludedAccount;
            if (isWanted && CanTradeAt(risk.RiskAt(slot), column, size, query.PriceUnits))
            {
                found.Add((slot, size));
            }
        }

        found.Sort((left, right) =>
        {
            int order = SlotRisk.CompareLeverage(risk.RiskAt(left.Slot), risk.RiskAt(right.Slot));
            return order != 0 ? order : risk.AccountAt(left.Slot).CompareTo(risk.AccountAt(right.Slot));
        });
        return [.. found.Take(MaximumCandidates).Select(candidate => ToContract(risk, column, candidate.Slot, candidate.Size))];
    }

    private static bool CanTradeAt(in SlotRisk risk, MarketColumn column, long size, long priceUnits)
    {
        if (risk.EquityQuanta <= 0 || column.Market is null || column.MarkUnits <= 0)
        {
            return false;
        }

        long zero = ZeroPriceOf(risk, column, size);
        return size > 0 ? priceUnits >= zero : priceUnits <= zero;
    }

    private static long ZeroPriceOf(in SlotRisk risk, MarketColumn column, long size) => ZeroPrice.Compute(
        size,
        column.MarkUnits,
        Cut(risk.EquityQuanta),
        Cut(column.MaintenanceOf(size)),
        Cut(risk.MaintenanceQuanta),
        column.Market!.Spec);

    private static DeleverageCandidate ToContract(ShardRisk risk, MarketColumn column, int slot, long size)
    {
        SlotRisk sums = risk.RiskAt(slot);
        return new DeleverageCandidate(
            risk.AccountAt(slot),
            size,
            IntegerMath.Notional(column.MarkUnits, Math.Abs(size), column.Market!.Spec.QuantaPerUnitLot),
            Cut(sums.EquityQuanta),
            ZeroPriceOf(sums, column, size));
    }

    private static long Cut(Int128 quanta) => (long)SlotRisk.Cut(quanta);
}
