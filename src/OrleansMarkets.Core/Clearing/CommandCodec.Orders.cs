using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

internal static partial class CommandCodec
{
    public static void Write(RecordWriter writer, in AmendCommand command)
    {
        EventCodec.WriteId(writer, command.Id);
        writer.WriteVarInt(command.Account);
        EventCodec.WriteStamp(writer, command.Stamp);
        writer.WriteVarInt(command.DeadlineNs);
        writer.WriteVarInt(command.ParametersVersion);
        writer.WriteVarInt(command.OrderId);
        EventCodec.WriteId(writer, command.SubmitId);
        writer.WriteVarInt(command.PriceUnits);
        writer.WriteVarInt(command.Lots);
        writer.WriteVarInt((int)command.Verdict);
        writer.WriteVarInt(command.CheckedVersion);
        writer.WriteVarInt(command.CheckedLots);
        writer.WriteVarInt(command.ReserveQuanta);
    }

    public static AmendCommand ReadAmend(ref RecordReader reader) => new(
        EventCodec.ReadId(ref reader),
        reader.ReadVarInt(),
        EventCodec.ReadStamp(ref reader),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        EventCodec.ReadId(ref reader),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        (ResultCode)reader.ReadVarInt32(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt());

    public static void Write(RecordWriter writer, in MassCancelCommand command)
    {
        EventCodec.WriteId(writer, command.Id);
        writer.WriteVarInt(command.Account);
        EventCodec.WriteStamp(writer, command.Stamp);
        writer.WriteVarInt(command.DeadlineNs);
        writer.WriteByte((byte)command.Side);
        writer.WriteVarInt(command.Tag);
    }

    public static MassCancelCommand ReadMassCancel(ref RecordReader reader) => new(
        EventCodec.ReadId(ref reader),
        reader.ReadVarInt(),
        EventCodec.ReadStamp(ref reader),
        reader.ReadVarInt(),
        (Side)reader.ReadByte(),
        reader.ReadVarInt());

    public static void Write(RecordWriter writer, in SetCancelTimerCommand command)
    {
        writer.WriteVarInt(command.Account);
        EventCodec.WriteStamp(writer, command.Stamp);
        writer.WriteVarInt(command.AtNs);
    }

    public static SetCancelTimerCommand ReadSetCancelTimer(ref RecordReader reader) =>
        new(reader.ReadVarInt(), EventCodec.ReadStamp(ref reader), reader.ReadVarInt());
}
