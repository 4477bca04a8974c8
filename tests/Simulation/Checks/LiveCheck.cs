using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Simulation.Evidence;
using OrleansMarkets.Simulation.Venue;

namespace OrleansMarkets.Simulation.Checks;

/// <summary>What the grains say at the end against what the logs give.</summary>
internal sealed class LiveCheck(JournalEvidence journal, LiveReports reports, Violations violations)
{
    private const long Ppm = 1_000_000;

    public void Run()
    {
        foreach ((string symbol, MarketReport report) in reports.Markets)
        {
            MarketReplay market = journal.Markets[symbol];
            string replayed = market.Hashes.GetValueOrDefault(report.Sequence, "nothing");
            violations.Require(
                replayed == report.StateHash, "I22", $"{symbol} {report.Sequence}: live {report.StateHash}, replayed {replayed}");
            violations.Require(report.SizeSumLots == 0 && report.QuoteSumQuanta == 0, "I2", $"{report}");
        }

        foreach (RiskReport risk in reports.Accounts.Values)
        {
            CheckRequirement(risk);
            CheckDebt(risk);
        }
    }

    // Reserved margin leaks nowhere: what the account says is what its rows in the logs demand.
    private void CheckRequirement(RiskReport risk)
    {
        Int128 expected = 0;
        foreach (PositionLine line in risk.Positions)
        {
            RowImage row = line.Row;
            MarketDefinition rules = journal.Markets[line.Symbol].Trail.Definition;
            expected += row.OrderReserveQuanta;
            if (rules.Funding is null)
            {
                continue;
            }

            long position = Math.Abs(row.SizeLots);
            long adding = row.SizeLots >= 0 ? row.OpenBuyLots : row.OpenSellLots;
            long against = row.SizeLots >= 0 ? row.OpenSellLots : row.OpenBuyLots;
            long worst = Math.Max(position + adding, against - position + Math.Min(row.OpenReduceOnlyLots, position));
            expected += Tiered(rules, (Int128)line.MarkUnits * rules.QuantaPerUnitLot * worst);
        }

        violations.Require(
            expected == risk.InitialQuanta, "I10", $"account {risk.Account} reserves {risk.InitialQuanta}, its rows need {expected}");
    }

    private static Int128 Tiered(MarketDefinition rules, Int128 notional)
    {
        Int128 scaled = 0;
        for (int i = 0; i < rules.MarginTiers.Length; i++)
        {
            Int128 upper = i + 1 < rules.MarginTiers.Length ? rules.MarginTiers[i + 1].LowerNotionalQuanta : notional;
            Int128 part = Int128.Min(notional, upper) - rules.MarginTiers[i].LowerNotionalQuanta;
            scaled += part > 0 ? part * rules.MarginTiers[i].InitialPpm : 0;
        }

        return (scaled + Ppm - 1) / Ppm;
    }

    // Once all is calm nobody owes anything: insurance or counterparties have paid.
    private void CheckDebt(RiskReport risk)
    {
        if (WellKnownAccounts.IsUser(risk.Account) && !reports.IsWaitingForInsurance(risk))
        {
            violations.Require(
                risk.EquityQuanta >= risk.MaintenanceQuanta,
                "I29",
                $"account {risk.Account} has {risk.EquityQuanta}, maintenance {risk.MaintenanceQuanta}");
        }

        foreach (BalanceLine balance in risk.Balances.Where(balance => balance.Asset != VenueMarkets.Settlement))
        {
            violations.Require(
                balance.LedgerQuanta + balance.ClearedQuanta >= 0, "I8", $"account {risk.Account} owes {balance.Asset}: {balance}");
        }
    }
}
