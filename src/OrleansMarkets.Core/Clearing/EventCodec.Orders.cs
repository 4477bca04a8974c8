using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

internal static partial class EventCodec
{
    public static void Write(RecordWriter writer, in OrderRefilledEvent e)
    {
        writer.WriteByte((byte)EventKind.OrderRefilled);
        writer.WriteVarInt(e.OrderId);
        writer.WriteVarInt(e.Account);
        writer.WriteByte((byte)e.Side);
        writer.WriteVarInt(e.PriceUnits);
        writer.WriteVarInt(e.Lots);
    }

    public static OrderRefilledEvent ReadOrderRefilled(ref RecordReader reader) => new(
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        (Side)reader.ReadByte(),
        reader.ReadVarInt(),
        reader.ReadVarInt());

    public static void Write(RecordWriter writer, in OrderAmendedEvent e)
    {
        writer.WriteByte((byte)EventKind.OrderAmended);
        writer.WriteVarInt(e.OrderId);
        writer.WriteVarInt(e.Account);
        writer.WriteByte((byte)e.Side);
        writer.WriteVarInt(e.PriceUnits);
        writer.WriteVarInt(e.Lots);
        writer.WriteVarInt(e.GoneLots);
        writer.WriteVarInt(e.ReserveQuanta);
        writer.WriteBoolean(e.KeepsPlace);
    }

    public static OrderAmendedEvent ReadOrderAmended(ref RecordReader reader) => new(
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        (Side)reader.ReadByte(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadBoolean());

    public static void Write(RecordWriter writer, in ReduceOnlyClippedEvent e)
    {
        writer.WriteByte((byte)EventKind.ReduceOnlyClipped);
        writer.WriteVarInt(e.Accounts);
    }

    public static ReduceOnlyClippedEvent ReadReduceOnlyClipped(ref RecordReader reader) => new(reader.ReadVarInt32());

    public static void Write(RecordWriter writer, in CancelTimerSetEvent e)
    {
        writer.WriteByte((byte)EventKind.CancelTimerSet);
        writer.WriteVarInt(e.Account);
        writer.WriteVarInt(e.AtNs);
        writer.WriteByte((byte)e.Kind);
    }

    public static CancelTimerSetEvent ReadCancelTimerSet(ref RecordReader reader) =>
        new(reader.ReadVarInt(), reader.ReadVarInt(), (CancelTimerKind)reader.ReadByte());
}
