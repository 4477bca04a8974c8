using System.Runtime.CompilerServices;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <summary>The bytes of commands in records: the fields in the order of their declaration (the kind is in the header).</summary>
internal static partial class CommandCodec
{
    public static void Write(RecordWriter writer, in SubmitCommand command)
    {
        FieldWriter fields = writer.Fields(16);
        WriteHead(ref fields, new CommandHead(command.Id, command.Account, command.Stamp, command.DeadlineNs));
        fields.WriteVarInt(command.ParametersVersion);
        fields.WriteByte((byte)command.Side);
        fields.WriteByte((byte)command.Type);
        fields.WriteByte((byte)command.TimeInForce);
        fields.WriteByte((byte)command.Flags);
        fields.WriteVarInt(command.PriceUnits);
        fields.WriteVarInt(command.WorstPriceUnits);
        fields.WriteVarInt(command.Lots);
        fields.WriteVarInt((int)command.Verdict);
        fields.WriteVarInt(command.ReserveQuanta);
        writer.End(fields.Length);
        command.ClientOrderId.Write(writer);
        InstructionsCodec.Write(writer, command.Instructions);
    }

    public static SubmitCommand ReadSubmit(ref RecordReader reader) => new(
        EventCodec.ReadId(ref reader),
        reader.ReadVarInt(),
        EventCodec.ReadStamp(ref reader),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        (Side)reader.ReadByte(),
        (OrderType)reader.ReadByte(),
        (TimeInForce)reader.ReadByte(),
        (OrderFlags)reader.ReadByte(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        (ResultCode)reader.ReadVarInt32(),
        reader.ReadVarInt(),
        ClientOrderId.Read(ref reader),
        InstructionsCodec.Read(ref reader));

    public static void Write(RecordWriter writer, in CancelCommand command)
    {
        FieldWriter fields = writer.Fields(9);
        WriteHead(ref fields, new CommandHead(command.Id, command.Account, command.Stamp, command.DeadlineNs));
        fields.WriteVarInt(command.OrderId);
        EventCodec.WriteId(ref fields, command.SubmitId);
        writer.End(fields.Length);
    }

    public static CancelCommand ReadCancel(ref RecordReader reader) => new(
        EventCodec.ReadId(ref reader),
        reader.ReadVarInt(),
        EventCodec.ReadStamp(ref reader),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        EventCodec.ReadId(ref reader));

    public static void Write(RecordWriter writer, in TouchCommand command)
    {
        writer.WriteVarInt(command.Account);
        EventCodec.WriteStamp(writer, command.Stamp);
        writer.WriteByte((byte)command.Cancel);
    }

    public static TouchCommand ReadTouch(ref RecordReader reader) =>
        new(reader.ReadVarInt(), EventCodec.ReadStamp(ref reader), (TouchCancel)reader.ReadByte());

    public static void Write(RecordWriter writer, in UpdateIndexCommand command)
    {
        writer.WriteVarInt(command.IndexE8);
        writer.WriteVarInt(command.ConfidenceE8);
        writer.WriteVarInt(command.PublishTimeNs);
        writer.WriteBoolean(command.HasQuorum);
    }

    public static UpdateIndexCommand ReadUpdateIndex(ref RecordReader reader) =>
        new(reader.ReadVarInt(), reader.ReadVarInt(), reader.ReadVarInt(), reader.ReadBoolean());

    public static void Write(RecordWriter writer, in LiquidateCommand command)
    {
        writer.WriteVarInt(command.Account);
        EventCodec.WriteStamp(writer, command.Stamp);
        writer.WriteVarInt(command.Episode);
        writer.WriteVarInt(command.Step);
        writer.WriteByte((byte)command.Side);
        writer.WriteVarInt(command.Lots);
        writer.WriteVarInt(command.LimitPriceUnits);
        writer.WriteVarInt(command.ZeroPriceUnits);
        writer.WriteVarInt(command.KeeperAccount);
    }

    public static LiquidateCommand ReadLiquidate(ref RecordReader reader) => new(
        reader.ReadVarInt(),
        EventCodec.ReadStamp(ref reader),
        reader.ReadVarInt(),
        reader.ReadVarInt32(),
        (Side)reader.ReadByte(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt());

    public static void Write(RecordWriter writer, in DeleverageCommand command)
    {
        writer.WriteVarInt(command.Account);
        EventCodec.WriteStamp(writer, command.Stamp);
        writer.WriteVarInt(command.Episode);
        writer.WriteVarInt(command.Step);
        writer.WriteVarInt(command.PriceUnits);
        writer.WriteVarUInt((ulong)command.Counterparties.Length);
        foreach (ref readonly DeleverageCounterparty counterparty in command.Counterparties.Span)
        {
            writer.WriteVarInt(counterparty.Account);
            writer.WriteVarInt(counterparty.Lots);
            writer.WriteVarInt(counterparty.NotionalQuanta);
            writer.WriteVarInt(counterparty.EquityQuanta);
        }
    }

    public static DeleverageCommand ReadDeleverage(ref RecordReader reader) => new(
        reader.ReadVarInt(),
        EventCodec.ReadStamp(ref reader),
        reader.ReadVarInt(),
        reader.ReadVarInt32(),
        reader.ReadVarInt(),
        ReadCounterparties(ref reader));

    public static void Write(RecordWriter writer, in SetParametersCommand command) =>
        ParameterCodec.Write(writer, command.Parameters);

    public static SetParametersCommand ReadSetParameters(ref RecordReader reader) => new(ParameterCodec.ReadParameters(ref reader));

    public static void Write(RecordWriter writer, in SetPhaseCommand command)
    {
        writer.WriteByte((byte)command.Phase);
        writer.WriteString(command.Actor);
        writer.WriteString(command.Reason);
    }

    public static SetPhaseCommand ReadSetPhase(ref RecordReader reader) =>
        new((MarketPhase)reader.ReadByte(), reader.ReadString(), reader.ReadString());

    public static void Write(RecordWriter writer, in RaiseEpochCommand command) => writer.WriteVarInt(command.Epoch);

    public static RaiseEpochCommand ReadRaiseEpoch(ref RecordReader reader) => new(reader.ReadVarInt());

    public static void Write(RecordWriter writer, in QuarantineCommand command)
    {
        writer.WriteVarInt(command.Account);
        EventCodec.WriteId(writer, command.Id);
        EventCodec.WriteStamp(writer, command.Stamp);
        writer.WriteVarInt(command.DeadlineNs);
        writer.WriteUInt64(command.BodyHash);
    }

    public static QuarantineCommand ReadQuarantine(ref RecordReader reader) => new(
        reader.ReadVarInt(),
        EventCodec.ReadId(ref reader),
        EventCodec.ReadStamp(ref reader),
        reader.ReadVarInt(),
        reader.ReadUInt64());

    /// <summary>Reads what the bytes of a command with a stored result begin with.</summary>
    /// <exception cref="CorruptRecordException">The bytes are no such command.</exception>
    public static CommandHead ReadHead(ReadOnlySpan<byte> command)
    {
        var reader = new RecordReader(command);
        return new CommandHead(
            EventCodec.ReadId(ref reader), reader.ReadVarInt(), EventCodec.ReadStamp(ref reader), reader.ReadVarInt());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteHead(ref FieldWriter fields, in CommandHead head)
    {
        EventCodec.WriteId(ref fields, head.Id);
        fields.WriteVarInt(head.Account);
        EventCodec.WriteStamp(ref fields, head.Stamp);
        fields.WriteVarInt(head.DeadlineNs);
    }

    private static DeleverageCounterparty[] ReadCounterparties(ref RecordReader reader)
    {
        var counterparties = new DeleverageCounterparty[reader.ReadCount(MarketLimits.MaximumDeleverageCounterparties)];
        for (int at = 0; at < counterparties.Length; at++)
        {
            counterparties[at] = new DeleverageCounterparty(
                reader.ReadVarInt(), reader.ReadVarInt(), reader.ReadVarInt(), reader.ReadVarInt());
        }

        return counterparties;
    }
}
