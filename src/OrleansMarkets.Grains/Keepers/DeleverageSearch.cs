using System.Collections.Immutable;
using OrleansMarkets.Contracts.Keepers;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Liquidation;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Grains.Markets;
using Candidate = OrleansMarkets.Core.Liquidation.DeleverageCandidate;
using DeleverageCandidate = OrleansMarkets.Contracts.Keepers.DeleverageCandidate;

namespace OrleansMarkets.Grains.Keepers;

/// <summary>Finds counterparties of an auto-deleveraging among the accounts of a shard, as of its last evaluation.</summary>
internal static class DeleverageSearch
{
    /// <summary>Most candidates of one shard: one step takes no more.</summary>
    public const int MaximumCandidates = MarketLimits.MaximumDeleverageCounterparties;

    /// <summary>
    /// The opposite positions in Core's rank. Accounts without equity are left out, and those whose own zero price lies beyond the price of
    /// the trade.
    /// </summary>
    /// <param name="risk">The shard, evaluated.</param>
    /// <param name="column">The market.</param>
    /// <param name="query">What is wanted.</param>
    public static ImmutableArray<DeleverageCandidate> Find(ShardRisk risk, MarketColumn column, in DeleverageQuery query)
    {
        List<Candidate> found = [];
        if (column.Market is { } market && column.MarkUnits > 0)
        {
            for (int place = 0; place < column.Count; place++)
            {
                long size = column.Sizes[place];
                bool isOpposite = size != 0 && size > 0 == query.LongSide;
                if (isOpposite && Describe(risk, column, place, market) is { } candidate && CanTrade(candidate, query))
                {
                    found.Add(candidate);
                }
            }
        }

        found.Sort(static (left, right) => Deleveraging.CompareRank(left, right));
        return [.. found.Take(MaximumCandidates).Select(ToContract)];
    }

    private static bool CanTrade(in Candidate candidate, in DeleverageQuery query)
    {
        bool isCrossed = candidate.SizeLots > 0
            ? query.PriceUnits < candidate.ZeroPriceUnits
            : query.PriceUnits > candidate.ZeroPriceUnits;
        return candidate.Account != query.ExcludedAccount && candidate.EquityQuanta > 0 && !isCrossed;
    }

    private static Candidate Describe(ShardRisk risk, MarketColumn column, int place, CatalogMarket market)
    {
        int slot = column.Slots[place];
        long size = column.Sizes[place];
        SlotRisk sums = risk.RiskAt(slot);
        Int128 value = (Int128)column.MarkUnits * market.Spec.QuantaPerUnitLot * size;
        long equity = SlotRisk.Cut(sums.EquityQuanta);
        long total = SlotRisk.Cut(sums.MaintenanceQuanta);
        long part = SlotRisk.Cut(MarginSchedule.Maintenance(market.Parameters.MarginTiers.AsSpan(), Int128.Abs(value)));

        // A market without maintenance margin has no share of the equity to lose: any price will do.
        long unlimited = size > 0 ? 0 : market.Parameters.MaximumPriceUnits;
        long zero = total > 0 ? ZeroPrice.Compute(size, column.MarkUnits, equity, part, total, market.Spec) : unlimited;
        return new Candidate(risk.AccountAt(slot), size, SlotRisk.Cut(Int128.Abs(value)), equity, zero);
    }

    private static DeleverageCandidate ToContract(Candidate candidate) => new(
        candidate.Account,
        candidate.SizeLots,
        candidate.NotionalQuanta,
        candidate.EquityQuanta,
        candidate.ZeroPriceUnits);
}
