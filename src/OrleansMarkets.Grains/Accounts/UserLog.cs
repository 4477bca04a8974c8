using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Grains.Journaling;
using OrleansMarkets.Grains.Storage;

namespace OrleansMarkets.Grains.Accounts;

/// <summary>
/// The trading accounts and keys of a user as a fold of the user's log. A record is a format version, a kind, a time, and the account, the
/// key, or the id of the key that was disabled.
/// </summary>
/// <param name="user">The user.</param>
internal sealed class UserLog(string user) : IReplayTarget
{
    /// <summary>Prefix of the streams of all users.</summary>
    public const string StreamPrefix = "user/";

    /// <summary>Version of the record format.</summary>
    public const byte FormatVersion = 1;

    private readonly List<long> _accounts = [];
    private readonly List<ApiKeyRecord> _keys = [];

    private enum Kind : byte
    {
        AccountOpened = 1,
        KeyCreated = 2,
        KeyDisabled = 3,
    }

    /// <summary>The accounts in the order in which they were opened.</summary>
    public IReadOnlyList<long> Accounts => _accounts;

    /// <summary>The keys in the order in which they were made.</summary>
    public IReadOnlyList<ApiKeyRecord> Keys => _keys;

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
        Begin(Kind.AccountOpened, timeNs, writer);
        writer.WriteVarInt(account);
        _accounts.Add(account);
        return TimeNs;
    }

    /// <summary>A key by its id; null when there is none.</summary>
    public ApiKeyRecord? Find(string keyId) => _keys.Find(key => key.KeyId == keyId);

    /// <summary>Adds a key and writes its record.</summary>
    /// <param name="key">The key.</param>
    /// <param name="timeNs">The time now.</param>
    /// <param name="writer">Receives the record.</param>
    /// <returns>Time of the record, which is the key's time of creation.</returns>
    public long Add(ApiKeyRecord key, long timeNs, RecordWriter writer)
    {
        Begin(Kind.KeyCreated, timeNs, writer);
        ApiKeyCodec.Write(key, writer);
        _keys.Add(key with { CreatedNs = TimeNs });
        return TimeNs;
    }

    /// <summary>Disables a key and writes the record of it.</summary>
    /// <param name="keyId">A key of the user.</param>
    /// <param name="timeNs">The time now.</param>
    /// <param name="writer">Receives the record.</param>
    /// <returns>Time of the record.</returns>
    public long Disable(string keyId, long timeNs, RecordWriter writer)
    {
        Begin(Kind.KeyDisabled, timeNs, writer);
        writer.WriteString(keyId);
        Disable(keyId);
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
        if (version != FormatVersion)
        {
            throw new CorruptRecordException($"A user's record {sequence} has format {version}.");
        }

        TimeNs = reader.ReadVarInt();
        switch ((Kind)kind)
        {
            case Kind.AccountOpened:
                _accounts.Add(reader.ReadVarInt());
                break;
            case Kind.KeyCreated:
                _keys.Add(ApiKeyCodec.Read(ref reader, user) with { CreatedNs = TimeNs });
                break;
            case Kind.KeyDisabled:
                Disable(reader.ReadString());
                break;
            default:
                throw new CorruptRecordException($"A user's record {sequence} has kind {kind}.");
        }

        reader.ExpectEnd();
    }

    private void Begin(Kind kind, long timeNs, RecordWriter writer)
    {
        TimeNs = Math.Max(timeNs, TimeNs + 1);
        writer.WriteByte(FormatVersion);
        writer.WriteByte((byte)kind);
        writer.WriteVarInt(TimeNs);
    }

    private void Disable(string keyId)
    {
        int index = _keys.FindIndex(key => key.KeyId == keyId);
        if (index < 0)
        {
            throw new CorruptRecordException("A user's record disables a key that was never made.");
        }

        _keys[index] = _keys[index] with { IsDisabled = true };
    }
}
