using OrleansMarkets.Core.Accounts;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Simulation.Evidence;
using OrleansMarkets.Simulation.Venue;

namespace OrleansMarkets.Simulation.Checks;

/// <summary>Money over all logs: nothing is made, nothing is lost, nothing stays under way.</summary>
/// <param name="journal">What the journal kept.</param>
/// <param name="clockTolerance">How far the clocks of two silos may have been from each other: logs of both are compared by time.</param>
/// <param name="violations">Takes what does not hold.</param>
internal sealed class LedgerCheck(JournalEvidence journal, TimeSpan clockTolerance, Violations violations)
{

    public void Run()
    {
        if (journal.Accounts.TryGetValue(WellKnownAccounts.Insurance, out AccountTrail? insurance))
        {
            CheckInsurance(insurance);
        }

        CheckAsset(VenueMarkets.Settlement, QuoteCleared());
        CheckAsset(VenueMarkets.Base, BaseCleared());
        foreach (AccountTrail account in journal.Accounts.Values)
        {
            violations.Require(
                account.State.OpenTransfers.Count == 0,
                "I8",
                $"account {account.Account} still sends {string.Join(", ", account.State.OpenTransfers)}");
            violations.Require(
                account.State.Holds.Count == 0 || account.State.Holds.All(HasOpenEpisode),
                "I6",
                $"insurance holds money for episodes that have ended: {string.Join(", ", account.State.Holds)}");
        }

        foreach (MarketReplay market in journal.Markets.Values)
        {
            foreach ((long account, long episode) in market.Trail.Episodes)
            {
                bool began = journal.Accounts.TryGetValue(account, out AccountTrail? trail) && trail.Episodes.Contains(episode);
                violations.Require(began, "I29", $"{market.Trail.Symbol}: a step of episode {episode} of {account}, which never began");
            }
        }
    }

    // Insurance pays only what it has: on its ledger, and what markets had cleared to it by then. Silos' clocks differ a little.
    private void CheckInsurance(AccountTrail insurance)
    {
        List<(long TimeNs, long Quanta)> income =
            [.. journal.Markets.Values.SelectMany(market => market.Trail.InsuranceIncome).OrderBy(part => part.TimeNs)];
        long cleared = 0;
        int next = 0;
        foreach ((long sequence, long timeNs, long quanta) in insurance.Ledger)
        {
            for (; next < income.Count && income[next].TimeNs <= timeNs + (long)clockTolerance.TotalNanoseconds; next++)
            {
                cleared += income[next].Quanta;
            }

            violations.Require(quanta + cleared >= 0, "I6", $"insurance record {sequence}: {quanta} on the ledger, {cleared} cleared");
        }
    }

    private bool HasOpenEpisode(InsuranceHold hold) =>
        journal.Accounts.TryGetValue(hold.Account, out AccountTrail? trail) && trail.State.Episode?.Number == hold.Episode;

    // What came in from outside is what all accounts have, on their ledgers and cleared in the markets.
    private void CheckAsset(string asset, Int128 clearedQuanta)
    {
        Int128 held = clearedQuanta;
        Int128 outside = 0;
        Int128 transit = 0;
        foreach (AccountTrail account in journal.Accounts.Values)
        {
            held += account.State.Balance(asset) + account.State.Balance(asset, LedgerBucket.Held);
            outside -= account.State.Balance(asset, LedgerBucket.External);
            transit += account.State.Balance(asset, LedgerBucket.Transit);
        }

        violations.Require(transit == 0, "I8", $"{transit} {asset} quanta are in transit for ever");
        violations.Require(held == outside, "I8", $"accounts have {held} {asset} quanta, {outside} came from outside");
    }

    private Int128 QuoteCleared()
    {
        Int128 sum = 0;
        foreach (MarketReplay market in journal.Markets.Values)
        {
            foreach (NaiveRow row in market.Trail.Rows.Values)
            {
                sum += row.CashQuanta;
            }
        }

        return sum;
    }

    private Int128 BaseCleared()
    {
        Int128 sum = 0;
        foreach (NaiveRow row in journal.Markets[VenueMarkets.BtcSpot].Trail.Rows.Values)
        {
            sum += row.SizeLots * journal.Markets[VenueMarkets.BtcSpot].Trail.Definition.BaseQuantaPerLot;
        }

        return sum;
    }
}
