using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

internal static partial class CommandCodec
{
    public static void Write(RecordWriter writer, in AmendCommand command)
    {
        FieldWriter fields = writer.Fields(21);
        WriteHead(ref fields, new CommandHead(command.Id, command.Account, command.Stamp, command.DeadlineNs));
        fields.WriteVarInt(command.ParametersVersion);
        fields.WriteVarInt(command.OrderId);
        EventCodec.WriteId(ref fields, command.SubmitId);
        fields.WriteVarInt(command.PriceUnits);
        fields.WriteVarInt(command.Lots);
        fields.WriteVarInt((int)command.Verdict);
        fields.WriteVarInt(command.CheckedVersion);
        fields.WriteVarInt(command.CheckedLots);
        fields.WriteVarInt(command.ReserveQuanta);
        fields.WriteVarInt(command.TriggerUnits);
        fields.WriteVarInt(command.TrailUnits);
        fields.WriteVarInt(command.TrailPpm);
        fields.WriteVarInt(command.WorstPriceUnits);
        writer.End(fields.Length);
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
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt());

    public static void Write(RecordWriter writer, in MassCancelCommand command)
    {
        FieldWriter fields = writer.Fields(7);
        WriteHead(ref fields, new CommandHead(command.Id, command.Account, command.Stamp, command.DeadlineNs));
        fields.WriteByte((byte)command.Side);
        fields.WriteVarInt(command.Tag);
        writer.End(fields.Length);
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
        writer.WriteByte((byte)command.Kind);
    }

    public static SetCancelTimerCommand ReadSetCancelTimer(ref RecordReader reader) =>
        new(reader.ReadVarInt(), EventCodec.ReadStamp(ref reader), reader.ReadVarInt(), (CancelTimerKind)reader.ReadByte());
}
