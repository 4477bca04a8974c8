using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Grains.Journaling;
using OrleansMarkets.Grains.Storage;

namespace OrleansMarkets.Grains.Accounts;

/// <summary>
/// The trading accounts of a user as a fold of the user's log. A record is a format version, a kind, a time and an account.
/// </summary>
internal sealed class UserLog : IReplayTarget
{
    /// <summary>Prefix of the streams of all users.</summary>
    public const string StreamPrefix = "user/";

    /// <summary>Version of the record format.</summary>
    public const byte FormatVersion = 1;

    private readonly List<long> _accounts = [];

    private enum Kind : byte
    {
        AccountOpened = 1,
    }

    /// <summary>The accounts in the order in which they were opened.</summary>
    public IReadOnlyList<long> Accounts => _accounts;

    /// <summary>Time of the last record, Unix nanoseconds.</summary>
    public long TimeNs { get; private set; }

    /// <summary>The stream of a user.</summary>
    public static string StreamOf(string user) => StreamKeys.Join(StreamPrefix, user);

    /// <summary>Adds an account and writes its record.</summary>
    /// <param name="account">The account.</param>
    /// <param name="timeNs">The time now.</param>
    /// <param name="writer">Receives the record.</param>
    /// <returns>Time of the record: after that of the one before.</returns>
    public long Open(long account, long timeNs, RecordWriter writer)
    {
        TimeNs = Math.Max(timeNs, TimeNs + 1);
        writer.WriteByte(FormatVersion);
        writer.WriteByte((byte)Kind.AccountOpened);
        writer.WriteVarInt(TimeNs);
        writer.WriteVarInt(account);
        _accounts.Add(account);
        return TimeNs;
    }

    /// <inheritdoc/>
    public void LoadSnapshot(ReadOnlySpan<byte> snapshot) =>
        throw new CorruptRecordException("A user's log is short and has no snapshots.");

    /// <inheritdoc/>
    public void Fold(long sequence, ReadOnlySpan<byte> record)
    {
        RecordReader reader = new(record);
        byte version = reader.ReadByte();
        byte kind = reader.ReadByte();
        if (version != FormatVersion || kind != (byte)Kind.AccountOpened)
        {
            throw new CorruptRecordException($"A user's record {sequence} has format {version} and kind {kind}.");
        }

        TimeNs = reader.ReadVarInt();
        _accounts.Add(reader.ReadVarInt());
        reader.ExpectEnd();
    }
}
