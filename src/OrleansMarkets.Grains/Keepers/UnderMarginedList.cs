using System.Collections.Immutable;
using OrleansMarkets.Contracts.Keepers;

namespace OrleansMarkets.Grains.Keepers;

/// <summary>Pages the accounts below maintenance margin.</summary>
internal static class UnderMarginedList
{
    /// <summary>Accounts of one page at most.</summary>
    public const int MaximumAccounts = 200;

    /// <summary>A page.</summary>
    /// <param name="risk">The shard.</param>
    /// <param name="below">Slots below maintenance margin.</param>
    /// <param name="query">Which page.</param>
    public static UnderMarginedPage Page(ShardRisk risk, List<int> below, UnderMarginedQuery query)
    {
        int limit = Math.Clamp(query.Limit, 0, MaximumAccounts);
        int[] slots =
        [
            .. below.Where(slot => risk.AccountAt(slot) > query.AfterAccount).OrderBy(risk.AccountAt).Take(limit + 1),
        ];
        ImmutableArray<UnderMarginedAccount> accounts = [.. slots.Take(limit).Select(slot => Describe(risk, slot))];
        return new UnderMarginedPage(true, accounts, slots.Length > limit);
    }

    private static UnderMarginedAccount Describe(ShardRisk risk, int slot) => new(
        risk.AccountAt(slot),
        SlotRisk.Cut(risk.RiskAt(slot).EquityQuanta),
        SlotRisk.Cut(risk.RiskAt(slot).MaintenanceQuanta),
        [.. risk.MarketsAt(slot).Order(StringComparer.Ordinal)]);
}
