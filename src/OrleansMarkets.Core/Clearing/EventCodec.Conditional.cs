using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <content>Events of waiting orders.</content>
internal static partial class EventCodec
{
    private static readonly OrderInstructions NoInstructions = new();

    public static void Write(RecordWriter writer, in OrderWaitingEvent e)
    {
        writer.WriteByte((byte)EventKind.OrderWaiting);
        WriteFields(writer, e);
    }

    public static void WriteFields(RecordWriter writer, in OrderWaitingEvent e)
    {
        writer.WriteVarInt(e.OrderId);
        writer.WriteVarInt(e.Account);
        writer.WriteByte((byte)e.Side);
        writer.WriteByte((byte)e.Type);
        writer.WriteByte((byte)e.TimeInForce);
        writer.WriteByte((byte)e.Flags);
        writer.WriteVarInt(e.PriceUnits);
        writer.WriteVarInt(e.WorstPriceUnits);
        writer.WriteVarInt(e.Lots);
        writer.WriteVarInt(e.ArmedLots);
        writer.WriteVarInt(e.ReserveQuanta);
        writer.WriteVarInt(e.TriggerUnits);
        writer.WriteVarInt(e.NextMoveUnits);
        InstructionsCodec.Write(writer, e.Instructions);
    }

    public static OrderWaitingEvent ReadOrderWaiting(ref RecordReader reader) => new(
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        (Side)reader.ReadByte(),
        (OrderType)reader.ReadByte(),
        (TimeInForce)reader.ReadByte(),
        (OrderFlags)reader.ReadByte(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        InstructionsCodec.Read(ref reader) ?? NoInstructions);

    public static void Write(RecordWriter writer, in WaitingReducedEvent e)
    {
        writer.WriteByte((byte)EventKind.WaitingReduced);
        writer.WriteVarInt(e.OrderId);
        writer.WriteVarInt(e.Account);
        writer.WriteVarInt(e.Lots);
        writer.WriteVarInt(e.ReserveReleasedQuanta);
        writer.WriteByte((byte)e.Reason);
    }

    public static WaitingReducedEvent ReadWaitingReduced(ref RecordReader reader) =>
        new(reader.ReadVarInt(), reader.ReadVarInt(), reader.ReadVarInt(), reader.ReadVarInt(), (CancelReason)reader.ReadByte());

    public static void Write(RecordWriter writer, in WaitingAmendedEvent e)
    {
        writer.WriteByte((byte)EventKind.WaitingAmended);
        writer.WriteVarInt(e.OrderId);
        writer.WriteVarInt(e.Account);
        writer.WriteVarInt(e.PriceUnits);
        writer.WriteVarInt(e.WorstPriceUnits);
        writer.WriteVarInt(e.Lots);
        writer.WriteVarInt(e.GoneLots);
        writer.WriteVarInt(e.ArmedLots);
        writer.WriteVarInt(e.ReserveQuanta);
        writer.WriteVarInt(e.TriggerUnits);
        writer.WriteVarInt(e.NextMoveUnits);
        writer.WriteVarInt(e.TrailUnits);
        writer.WriteVarInt(e.TrailPpm);
        writer.WriteBoolean(e.KeepsPlace);
    }

    public static WaitingAmendedEvent ReadWaitingAmended(ref RecordReader reader) => new(
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadBoolean());

    public static void Write(RecordWriter writer, in OrderTriggeredEvent e)
    {
        writer.WriteByte((byte)EventKind.OrderTriggered);
        writer.WriteVarInt(e.OrderId);
        writer.WriteVarInt(e.Account);
        writer.WriteVarInt(e.PriceUnits);
        writer.WriteVarInt(e.Lots);
    }

    public static OrderTriggeredEvent ReadOrderTriggered(ref RecordReader reader) =>
        new(reader.ReadVarInt(), reader.ReadVarInt(), reader.ReadVarInt(), reader.ReadVarInt());

    public static void Write(RecordWriter writer, in OrderWorkedEvent e)
    {
        writer.WriteByte((byte)EventKind.OrderWorked);
        writer.WriteVarInt(e.Account);
        WriteResult(writer, e.Result);
    }

    public static OrderWorkedEvent ReadOrderWorked(ref RecordReader reader) => new(reader.ReadVarInt(), ReadResult(ref reader));

    public static void Write(RecordWriter writer, in TriggerSetEvent e)
    {
        writer.WriteByte((byte)EventKind.TriggerSet);
        writer.WriteVarInt(e.OrderId);
        writer.WriteVarInt(e.Account);
        writer.WriteVarInt(e.ArmedLots);
        writer.WriteVarInt(e.TriggerUnits);
        writer.WriteVarInt(e.NextMoveUnits);
    }

    public static TriggerSetEvent ReadTriggerSet(ref RecordReader reader) =>
        new(reader.ReadVarInt(), reader.ReadVarInt(), reader.ReadVarInt(), reader.ReadVarInt(), reader.ReadVarInt());
}
