using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <content>Events of pegged orders.</content>
internal static partial class EventCodec
{
    public static void Write(RecordWriter writer, in PegPlacedEvent e)
    {
        writer.WriteByte((byte)EventKind.PegPlaced);
        writer.WriteVarInt(e.OrderId);
        writer.WriteVarInt(e.Account);
        writer.WriteByte((byte)e.Reference);
        writer.WriteVarInt(e.OffsetUnits);
        writer.WriteVarInt(e.WorstUnits);
        writer.WriteVarInt(e.ReferenceUnits);
        writer.WriteVarInt(e.StoppedUnits);
    }

    public static PegPlacedEvent ReadPegPlaced(ref RecordReader reader) => new(
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        (PegReference)reader.ReadByte(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt());

    public static void Write(RecordWriter writer, in PegMovedEvent e)
    {
        writer.WriteByte((byte)EventKind.PegMoved);
        writer.WriteVarInt(e.OrderId);
        writer.WriteVarInt(e.Account);
        writer.WriteVarInt(e.PriceUnits);
    }

    public static PegMovedEvent ReadPegMoved(ref RecordReader reader) =>
        new(reader.ReadVarInt(), reader.ReadVarInt(), reader.ReadVarInt());

    public static void Write(RecordWriter writer, in PegSweptEvent e)
    {
        writer.WriteByte((byte)EventKind.PegSwept);
        writer.WriteByte((byte)e.Reference);
        writer.WriteByte((byte)e.Side);
        writer.WriteVarInt(e.TargetUnits);
        writer.WriteVarInt(e.Orders);
        writer.WriteVarInt(e.StoppedUnits);
    }

    public static PegSweptEvent ReadPegSwept(ref RecordReader reader) =>
        new((PegReference)reader.ReadByte(), (Side)reader.ReadByte(), reader.ReadVarInt(), reader.ReadVarInt32(), reader.ReadVarInt());
}
