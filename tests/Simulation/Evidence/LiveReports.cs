using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Keepers;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;

namespace OrleansMarkets.Simulation.Evidence;

/// <summary>What the grains say at the end.</summary>
/// <param name="Markets">Reports of the books by symbol.</param>
/// <param name="Rows">Rows of the books by symbol and account.</param>
/// <param name="Accounts">Reports of the accounts.</param>
/// <param name="Keepers">Reports of the shards.</param>
internal sealed record LiveReports(
    IReadOnlyDictionary<string, MarketReport> Markets,
    IReadOnlyDictionary<(string Symbol, long Account), RowImage> Rows,
    IReadOnlyDictionary<long, RiskReport> Accounts,
    IReadOnlyList<KeeperReport> Keepers)
{
    /// <summary>
    /// Whether an account is frozen with a debt, flat, and insurance has less than the debt: nobody can pay now, and its episode stays
    /// open as the record of it.
    /// </summary>
    public bool IsWaitingForInsurance(RiskReport risk) =>
        risk.Phase == AccountPhase.Liquidating
        && risk.MaintenanceQuanta == 0
        && risk.EquityQuanta < 0
        && Accounts[WellKnownAccounts.Insurance].WithdrawableQuanta < -risk.EquityQuanta;
}
