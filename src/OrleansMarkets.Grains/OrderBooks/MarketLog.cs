using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Grains.Journaling;

namespace OrleansMarkets.Grains.OrderBooks;

/// <summary>
/// Rebuilds a market from its log. The first record is the genesis: the canonical snapshot of the market as it was listed, so that a log is
/// whole in itself. A snapshot of the stream is the list of accounts with unacknowledged pushes, then the engine's own snapshot.
/// </summary>
internal sealed class MarketLog : IReplayTarget
{
    /// <summary>Sequence of the genesis record.</summary>
    public const long GenesisSequence = 1;

    private const int MaximumUnacknowledged = 1 << 24;

    /// <summary>The engine, null while the market is not listed.</summary>
    public MarketEngine? Engine { get; private set; }

    /// <summary>
    /// Accounts whose rows must be pushed again after a crash: those of the snapshot and every one touched by the replayed tail.
    /// </summary>
    public SortedSet<long> Unpushed { get; } = [];

    /// <summary>The stream of a market.</summary>
    public static string StreamOf(string symbol) => "market/" + symbol;

    /// <summary>Encodes a snapshot of the stream.</summary>
    public static void WriteSnapshot(RecordWriter writer, MarketEngine engine, SortedSet<long> unacknowledged)
    {
        writer.WriteVarInt(unacknowledged.Count);
        foreach (long account in unacknowledged)
        {
            writer.WriteVarInt(account);
        }

        engine.WriteSnapshot(writer);
    }

    /// <inheritdoc/>
    public void LoadSnapshot(ReadOnlySpan<byte> snapshot)
    {
        var reader = new RecordReader(snapshot);
        int count = reader.ReadVarInt32();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaximumUnacknowledged);
        for (int i = 0; i < count; i++)
        {
            Unpushed.Add(reader.ReadVarInt());
        }

        Engine = MarketEngine.ReadSnapshot(snapshot[reader.Position..]);
    }

    /// <inheritdoc/>
    public void Fold(long sequence, ReadOnlySpan<byte> record)
    {
        if (sequence == GenesisSequence)
        {
            Engine = MarketEngine.ReadSnapshot(record);
            return;
        }

        MarketEngine engine = Engine ?? throw new CorruptRecordException("The market's log has no genesis.");
        engine.Fold(record);
        foreach (long account in engine.TouchedAccounts)
        {
            Unpushed.Add(account);
        }
    }
}
