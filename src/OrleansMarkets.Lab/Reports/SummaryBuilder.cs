using System.Collections.Immutable;
using OrleansMarkets.Core.Accounts;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Lab.Bars;
using OrleansMarkets.Lab.Personas;
using OrleansMarkets.Lab.Venue;
using OrleansMarkets.Lab.Verify;

namespace OrleansMarkets.Lab.Reports;

/// <summary>Makes the summary of a replay from the state that its logs give.</summary>
public static class SummaryBuilder
{
    /// <summary>Makes the summary.</summary>
    /// <param name="bars">What was replayed.</param>
    /// <param name="accounts">Traders.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="fold">The journal, folded.</param>
    /// <param name="tally">What the personas counted.</param>
    /// <param name="worst">The trader with the lowest equity.</param>
    public static ReplaySummary Build(
        BarSeries bars,
        int accounts,
        ulong seed,
        JournalFold fold,
        ReplayTally tally,
        (long Account, long EquityQuanta) worst)
    {
        MarketFold market = fold.Markets[VenueMarket.Symbol];
        AccountState insurance = fold.Accounts[VenueAccounts.Insurance];
        BalanceReport balance = market.Engine.TotalBalance();
        return new ReplaySummary(
            fold.StateHash(),
            bars.Source,
            bars.IsSynthetic,
            seed,
            bars.Bars.Length,
            bars.Gaps,
            market.Engine.Sequence,
            market.Trades,
            market.FundingIntervals,
            accounts,
            market.Liquidations with { InsurancePaidQuanta = insurance.Balance(VenueMarket.SettlementAsset, LedgerBucket.Transit) },
            InsuranceBalance(insurance, market.Engine),
            worst.Account,
            worst.EquityQuanta,
            Single(VenueMarket.SettlementAsset, BalanceSum(fold, balance, tally)),
            Single(VenueMarket.Symbol, (long)balance.SizeLots),
            tally.Refusals.ToImmutableSortedDictionary());
    }

    // What all accounts own, money under way and cleared cash included, less what the personas know that they brought: zero.
    private static long BalanceSum(JournalFold fold, in BalanceReport balance, ReplayTally tally)
    {
        Int128 sum = balance.QuoteQuanta - tally.NetDepositsQuanta;
        foreach (AccountState account in fold.Accounts.Values)
        {
            sum += account.Balance(VenueMarket.SettlementAsset);
            sum += account.Balance(VenueMarket.SettlementAsset, LedgerBucket.Held);
            sum += account.Balance(VenueMarket.SettlementAsset, LedgerBucket.Transit);
            sum += account.Balance(VenueMarket.SettlementAsset, LedgerBucket.Rounding);
        }

        return (long)sum;
    }

    private static long InsuranceBalance(AccountState insurance, MarketEngine engine) =>
        insurance.Balance(VenueMarket.SettlementAsset)
        + insurance.Balance(VenueMarket.SettlementAsset, LedgerBucket.Held)
        + engine.ReadRow(VenueAccounts.Insurance).QuoteQuanta;

    private static ImmutableSortedDictionary<string, long> Single(string key, long value) =>
        ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal).Add(key, value);
}
