using OrleansMarkets.Core.Accounts;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Simulation.Checks;
using OrleansMarkets.Simulation.Venue;

namespace OrleansMarkets.Simulation.Evidence;

/// <summary>One account's log: folded, run again, and watched after every record.</summary>
internal sealed class AccountTrail(long account, Violations violations)
{
    private static readonly string[] AssetCodes = [VenueMarkets.Settlement, VenueMarkets.Base];

    private readonly AccountState _audited = new(account);
    private Dictionary<(long Account, long Episode), InsuranceHold> _holds = [];

    public long Account => account;

    /// <summary>The state after the last record.</summary>
    public AccountState State { get; } = new(account);

    /// <summary>Numbers of the episodes that began.</summary>
    public HashSet<long> Episodes { get; } = [];

    /// <summary>Payments of insurance, if this is the insurance account.</summary>
    public long Draws { get; private set; }

    /// <summary>The balance of settlement money after each record, debts included.</summary>
    public List<(long Sequence, long TimeNs, long Quanta)> Ledger { get; } = [];

    /// <summary>Takes the next record.</summary>
    public void Take(long sequence, ReadOnlySpan<byte> record)
    {
        LiquidationEpisode? before = State.Episode;
        State.Fold(record);
        AuditOutcome audit = _audited.Audit(record);
        Require(audit.Matches, "I22", sequence, $"{audit.Detail}");
        if (State.Episode is { } episode && episode.Number != before?.Number)
        {
            Episodes.Add(episode.Number);
            Require(
                episode.EquityQuanta < episode.MaintenanceQuanta,
                "I29",
                sequence,
                $"episode {episode.Number} of a healthy account: {episode.EquityQuanta} of {episode.MaintenanceQuanta}");
        }

        foreach (string asset in AssetCodes)
        {
            long sum = Enum.GetValues<LedgerBucket>().Sum(bucket => State.Balance(asset, bucket));
            Require(sum == 0, "I1", sequence, $"{asset} sums to {sum}");
        }

        Ledger.Add((sequence, State.TimeNs, State.Balance(VenueMarkets.Settlement)));
        if (account == WellKnownAccounts.Insurance)
        {
            WatchInsurance();
        }
    }

    /// <summary>Whether the records run again gave the same state.</summary>
    public bool IsReplayEqual => State.StateHash().AsSpan().SequenceEqual(_audited.StateHash());

    /// <summary>A copy of the state, to ask it things.</summary>
    public AccountState Copy()
    {
        var writer = new RecordWriter();
        State.WriteSnapshot(writer);
        return AccountState.ReadSnapshot(writer.Written);
    }

    private void WatchInsurance()
    {
        Dictionary<(long, long), InsuranceHold> holds = State.Holds.ToDictionary(hold => (hold.Account, hold.Episode));
        foreach (((long, long) key, InsuranceHold hold) in _holds)
        {
            if (holds.ContainsKey(key))
            {
                continue;
            }

            long paid = State.OpenTransfers.Where(transfer => transfer.To == hold.Account).Sum(transfer => transfer.AmountQuanta);
            Draws += paid > 0 ? 1 : 0;
        }

        _holds = holds;
    }

    private void Require(bool holds, string invariant, long sequence, FormattableString words)
    {
        if (!holds)
        {
            violations.Add(invariant, $"account {account} {sequence}: {FormattableString.Invariant(words)}");
        }
    }
}
