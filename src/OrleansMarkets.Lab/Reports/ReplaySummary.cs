using System.Collections.Immutable;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Lab.Reports;

/// <summary>What a replay did and where it ended. Amounts are quanta of the settlement asset (1e-6 USDT).</summary>
/// <param name="StateHash">SHA-256 over all markets' state hashes and all accounts' ledgers in order, lower-case hexadecimal.</param>
/// <param name="Source">Where the bars come from.</param>
/// <param name="IsSynthetic">Whether they were generated.</param>
/// <param name="Seed">Seed of the replay.</param>
/// <param name="Bars">Bars replayed.</param>
/// <param name="Gaps">Places where the time between two bars is longer than one bar.</param>
/// <param name="Commands">Commands in the market's log.</param>
/// <param name="Trades">Trades of the market.</param>
/// <param name="FundingIntervals">Funding intervals charged, or recorded as zero.</param>
/// <param name="Accounts">Traders.</param>
/// <param name="Liquidations">What liquidation did.</param>
/// <param name="InsuranceBalanceQuanta">Left in the insurance account: its ledger and its row.</param>
/// <param name="WorstAccount">The trader with the lowest equity at the end.</param>
/// <param name="WorstEquityQuanta">Its equity.</param>
/// <param name="BalanceSums">Asset to the sum of all ledgers and rows less net deposits: zero.</param>
/// <param name="PositionSums">Market to the sum of all positions: zero lots.</param>
/// <param name="Refusals">Refused calls by outcome.</param>
public sealed record ReplaySummary(
    string StateHash,
    string Source,
    bool IsSynthetic,
    ulong Seed,
    int Bars,
    int Gaps,
    long Commands,
    long Trades,
    long FundingIntervals,
    int Accounts,
    LiquidationCounts Liquidations,
    long InsuranceBalanceQuanta,
    long WorstAccount,
    long WorstEquityQuanta,
    ImmutableSortedDictionary<string, long> BalanceSums,
    ImmutableSortedDictionary<string, long> PositionSums,
    ImmutableSortedDictionary<ResultCode, long> Refusals)
{
    /// <summary>Whether money and positions add up to zero.</summary>
    public bool HoldsTogether => BalanceSums.Values.All(sum => sum == 0) && PositionSums.Values.All(sum => sum == 0);
}
