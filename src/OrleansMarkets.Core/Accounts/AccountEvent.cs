using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Encoding;

namespace OrleansMarkets.Core.Accounts;

/// <summary>One event of an account's log, with every computed amount; fields that a kind does not use are zero or empty.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Name">Asset code or market.</param>
/// <param name="AmountQuanta">Amount, quanta: signed for a posting; equity of an episode's start; notional closed by a step.</param>
/// <param name="OtherQuanta">Maintenance margin of an episode's start; fee of a step.</param>
/// <param name="Peer">The other account.</param>
/// <param name="Number">Transfer or episode number, or a result's number.</param>
/// <param name="Detail">Bucket, result code, step or end reason.</param>
/// <param name="Id">Id of the command whose result is stored.</param>
/// <param name="BodyHash">Hash of that command's body.</param>
public readonly record struct AccountEvent(
    AccountEventKind Kind,
    string Name = "",
    long AmountQuanta = 0,
    long OtherQuanta = 0,
    long Peer = 0,
    long Number = 0,
    int Detail = 0,
    CommandId Id = default,
    ulong BodyHash = 0)
{
    /// <summary>Appends the event's bytes.</summary>
    internal void WriteTo(RecordWriter writer)
    {
        writer.WriteByte((byte)Kind);
        writer.WriteString(Name);
        writer.WriteVarInt(AmountQuanta);
        writer.WriteVarInt(OtherQuanta);
        writer.WriteVarInt(Peer);
        writer.WriteVarInt(Number);
        writer.WriteVarInt(Detail);
        if (Kind == AccountEventKind.ResultStored)
        {
            writer.WriteUInt64(Id.High);
            writer.WriteUInt64(Id.Low);
            writer.WriteUInt64(BodyHash);
        }
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <exception cref="CorruptRecordException">The bytes are no event.</exception>
    internal static AccountEvent ReadFrom(ref RecordReader reader)
    {
        var kind = (AccountEventKind)reader.ReadByte();
        if (!Enum.IsDefined(kind))
        {
            throw new CorruptRecordException($"There is no account event {(byte)kind}.");
        }

        var common = new AccountEvent(
            kind,
            reader.ReadString(),
            reader.ReadVarInt(),
            reader.ReadVarInt(),
            reader.ReadVarInt(),
            reader.ReadVarInt(),
            reader.ReadVarInt32());
        return kind == AccountEventKind.ResultStored
            ? common with { Id = new CommandId(reader.ReadUInt64(), reader.ReadUInt64()), BodyHash = reader.ReadUInt64() }
            : common;
    }
}
