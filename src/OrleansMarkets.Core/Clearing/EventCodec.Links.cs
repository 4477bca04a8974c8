using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <content>Events of linked orders.</content>
internal static partial class EventCodec
{
    public static void Write(RecordWriter writer, in LinkJoinedEvent e)
    {
        writer.WriteByte((byte)EventKind.LinkJoined);
        writer.WriteVarInt(e.OrderId);
        writer.WriteVarInt(e.Account);
        writer.WriteByte((byte)e.Kind);
        WriteId(writer, e.Group);
        writer.WriteBoolean(e.IsParent);
    }

    public static LinkJoinedEvent ReadLinkJoined(ref RecordReader reader) =>
        new(reader.ReadVarInt(), reader.ReadVarInt(), (LinkKind)reader.ReadByte(), ReadId(ref reader), reader.ReadBoolean());

    public static void Write(RecordWriter writer, in LinkFilledEvent e)
    {
        writer.WriteByte((byte)EventKind.LinkFilled);
        writer.WriteVarInt(e.OrderId);
        writer.WriteVarInt(e.Lots);
    }

    public static LinkFilledEvent ReadLinkFilled(ref RecordReader reader) => new(reader.ReadVarInt(), reader.ReadVarInt());
}
