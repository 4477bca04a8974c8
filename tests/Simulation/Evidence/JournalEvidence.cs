using System.Globalization;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Journal;
using OrleansMarkets.Simulation.Checks;
using OrleansMarkets.Simulation.Plan;
using OrleansMarkets.Simulation.Venue;

namespace OrleansMarkets.Simulation.Evidence;

/// <summary>All logs of a venue, read from their first records.</summary>
internal sealed class JournalEvidence
{
    private const string MarketPrefix = "market/";
    private const string AccountPrefix = "account/";

    public SortedDictionary<string, MarketReplay> Markets { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<long, AccountTrail> Accounts { get; } = [];

    /// <summary>Reads everything.</summary>
    /// <param name="journal">The journal, without faults.</param>
    /// <param name="plan">The seed's plan.</param>
    /// <param name="wantedHashes">Sequences of markets whose state hash is wanted.</param>
    /// <param name="violations">Where differences go.</param>
    public static async Task<JournalEvidence> ReadAsync(
        IJournalStore journal, SeedPlan plan, IReadOnlyCollection<(string Symbol, long Sequence)> wantedHashes, Violations violations)
    {
        var evidence = new JournalEvidence();
        foreach (Contracts.Markets.MarketDefinition definition in VenueMarkets.Define(plan))
        {
            var replay = new MarketReplay(new MarketTrail(definition, violations), violations);
            replay.WantedHashes.UnionWith(
                wantedHashes.Where(wanted => wanted.Symbol == definition.Symbol).Select(wanted => wanted.Sequence));
            evidence.Markets.Add(definition.Symbol, replay);
            await ReadStreamAsync(journal, MarketPrefix + definition.Symbol, replay.Take, violations);
            replay.Compare();
            await CompareSnapshotAsync(journal, replay, violations);
        }

        IReadOnlyList<JournalStreamInfo> accounts = await journal.ListAsync(
            AccountPrefix, null, journal.Limits.MaxListedStreams, CancellationToken.None);
        foreach (JournalStreamInfo stream in accounts)
        {
            long number = long.Parse(
                stream.StreamId.AsSpan(AccountPrefix.Length), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            var trail = new AccountTrail(number, violations);
            evidence.Accounts.Add(number, trail);
            await ReadStreamAsync(journal, stream.StreamId, trail.Take, violations);
            violations.Require(trail.IsReplayEqual, "I22", $"account {number}: the commands run again give another state");
        }

        return evidence;
    }

    private static async Task ReadStreamAsync(IJournalStore journal, string stream, TakeRecord take, Violations violations)
    {
        IJournalReader reader = await journal.OpenReadOnlyAsync(stream, CancellationToken.None);
        long epoch = 0;
        long sequence = 0;
        long timeNs = 0;
        await foreach (JournalStoredBatch batch in reader.ReadAllAsync(0, CancellationToken.None))
        {
            violations.Require(
                batch.Epoch >= epoch && batch.FirstSequence == sequence + 1,
                "I21",
                $"{stream}: batch {batch.FirstSequence} of epoch {batch.Epoch} after {sequence} of epoch {epoch}");
            epoch = batch.Epoch;
            sequence = batch.LastSequence;
            timeNs = TakeBatch(batch, stream, timeNs, take, violations);
        }
    }

    private static long TakeBatch(JournalStoredBatch batch, string stream, long timeNs, TakeRecord take, Violations violations)
    {
        foreach (JournalRecord record in batch.Records)
        {
            violations.Require(record.TimeNs > timeNs, "I25", $"{stream} {record.Sequence}: {record.TimeNs} after {timeNs}");
            timeNs = record.TimeNs;
            take(record.Sequence, record.Payload);
        }

        return timeNs;
    }

    private static async Task CompareSnapshotAsync(IJournalStore journal, MarketReplay replay, Violations violations)
    {
        IJournalReader reader = await journal.OpenReadOnlyAsync(MarketPrefix + replay.Trail.Symbol, CancellationToken.None);
        JournalSnapshotLoad load = await reader.LoadSnapshotAsync(CancellationToken.None);
        if (load.Snapshot is not { } snapshot)
        {
            return;
        }

        violations.Require(snapshot.Sequence <= replay.Engine.Sequence, "I24", $"{replay.Trail.Symbol}: a snapshot ahead of the log");
        MarketEngine engine = MarketReplay.FromSnapshot(snapshot.Bytes.Span);
        await foreach (JournalStoredBatch batch in reader.ReadAllAsync(snapshot.Sequence, CancellationToken.None))
        {
            FoldTail(engine, batch, snapshot.Sequence);
        }

        violations.Require(
            engine.StateHash().AsSpan().SequenceEqual(replay.Engine.StateHash()),
            "I22",
            $"{replay.Trail.Symbol}: the snapshot at {snapshot.Sequence} and its tail give another state");
    }

    private static void FoldTail(MarketEngine engine, JournalStoredBatch batch, long after)
    {
        foreach (JournalRecord record in batch.Records)
        {
            if (record.Sequence > after)
            {
                engine.Fold(record.Payload);
            }
        }
    }

    private delegate void TakeRecord(long sequence, ReadOnlySpan<byte> record);
}
