using System.Runtime.CompilerServices;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <summary>The bytes of events: a kind and then the fields in the order of their declaration, numbers of variable length.</summary>
internal static partial class EventCodec
{
    /// <summary>Set in the kind of a result of the record's own command, whose id, account and deadline are not repeated.</summary>
    public const byte OfOwnCommand = 0x80;

    public static void Write(RecordWriter writer, in TradeEvent e)
    {
        FieldWriter fields = writer.Fields(16);
        fields.WriteByte((byte)EventKind.Trade);
        WriteFields(ref fields, e);
        writer.End(fields.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteFields(ref FieldWriter fields, in TradeEvent e)
    {
        fields.WriteVarInt(e.MakerOrderId);
        fields.WriteVarInt(e.TakerOrderId);
        fields.WriteVarInt(e.MakerAccount);
        fields.WriteVarInt(e.TakerAccount);
        fields.WriteByte((byte)e.TakerSide);
        fields.WriteVarInt(e.PriceUnits);
        fields.WriteVarInt(e.Lots);
        fields.WriteVarInt(e.NotionalQuanta);
        fields.WriteVarInt(e.MakerFeeQuanta);
        fields.WriteVarInt(e.TakerFeeQuanta);
        fields.WriteVarInt(e.MakerRealisedQuanta);
        fields.WriteVarInt(e.TakerRealisedQuanta);
        fields.WriteVarInt(e.MakerCostDeltaQuanta);
        fields.WriteVarInt(e.TakerCostDeltaQuanta);
        fields.WriteVarInt(e.MakerReserveReleasedQuanta);
    }

    public static TradeEvent ReadTrade(ref RecordReader reader) => new(
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        (Side)reader.ReadByte(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt());

    public static void Write(RecordWriter writer, in OrderRestedEvent e)
    {
        FieldWriter fields = writer.Fields(10);
        fields.WriteByte((byte)EventKind.OrderRested);
        fields.WriteVarInt(e.OrderId);
        fields.WriteVarInt(e.Account);
        fields.WriteByte((byte)e.Side);
        fields.WriteByte((byte)e.Flags);
        fields.WriteVarInt(e.PriceUnits);
        fields.WriteVarInt(e.Lots);
        fields.WriteVarInt(e.OriginalLots);
        fields.WriteVarInt(e.ReserveQuanta);
        fields.WriteVarInt(e.OriginalReserveQuanta);
        writer.End(fields.Length);
        InstructionsCodec.Write(writer, e.Instructions);
    }

    public static OrderRestedEvent ReadOrderRested(ref RecordReader reader) => new(
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        (Side)reader.ReadByte(),
        (OrderFlags)reader.ReadByte(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        InstructionsCodec.Read(ref reader));

    public static void Write(RecordWriter writer, in OrderCancelledEvent e)
    {
        FieldWriter fields = writer.Fields(8);
        fields.WriteByte((byte)EventKind.OrderCancelled);
        fields.WriteVarInt(e.OrderId);
        fields.WriteVarInt(e.Account);
        fields.WriteByte((byte)e.Side);
        fields.WriteVarInt(e.PriceUnits);
        fields.WriteVarInt(e.Lots);
        fields.WriteVarInt(e.ReserveReleasedQuanta);
        fields.WriteByte((byte)e.Reason);
        writer.End(fields.Length);
    }

    public static OrderCancelledEvent ReadOrderCancelled(ref RecordReader reader) => new(
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        (Side)reader.ReadByte(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        (CancelReason)reader.ReadByte());

    public static void Write(RecordWriter writer, in StampRaisedEvent e)
    {
        FieldWriter fields = writer.Fields(4);
        fields.WriteByte((byte)EventKind.StampRaised);
        fields.WriteVarInt(e.Account);
        WriteStamp(ref fields, e.Stamp);
        writer.End(fields.Length);
    }

    public static StampRaisedEvent ReadStampRaised(ref RecordReader reader) => new(reader.ReadVarInt(), ReadStamp(ref reader));

    public static void Write(RecordWriter writer, in ResultStoredEvent e)
    {
        FieldWriter fields = writer.Fields(15);
        fields.WriteByte((byte)EventKind.ResultStored);
        fields.WriteVarInt(e.Account);
        WriteId(ref fields, e.Id);
        fields.WriteUInt64(e.BodyHash);
        fields.WriteVarInt(e.KeepUntilNs);
        WriteResult(ref fields, e.Result);
        writer.End(fields.Length);
    }

    /// <summary>Writes the result of the record's own command.</summary>
    /// <param name="writer">The record.</param>
    /// <param name="e">The event.</param>
    /// <param name="sequence">The record's sequence, which most numbers in the result are near.</param>
    public static void WriteOwn(RecordWriter writer, in ResultStoredEvent e, long sequence)
    {
        FieldWriter fields = writer.Fields(11);
        fields.WriteByte((byte)EventKind.ResultStored | OfOwnCommand);
        fields.WriteUInt64(e.BodyHash);
        WriteResult(ref fields, e.Result, sequence);
        writer.End(fields.Length);
    }

    /// <summary>Reads what <see cref="WriteOwn"/> wrote.</summary>
    public static ResultStoredEvent ReadOwnResultStored(ref RecordReader reader, in CommandHead head, in RecordHeader record) => new(
        head.Account,
        head.Id,
        reader.ReadUInt64(),
        ResultStoredEvent.KeepUntil(head.DeadlineNs, record.TimeNs),
        ReadResult(ref reader, record.Sequence));

    public static ResultStoredEvent ReadResultStored(ref RecordReader reader) => new(
        reader.ReadVarInt(),
        ReadId(ref reader),
        reader.ReadUInt64(),
        reader.ReadVarInt(),
        ReadResult(ref reader));

    public static void Write(RecordWriter writer, in ResultsExpiredEvent e)
    {
        writer.WriteByte((byte)EventKind.ResultsExpired);
        writer.WriteVarInt(e.Count);
    }

    public static ResultsExpiredEvent ReadResultsExpired(ref RecordReader reader) => new(reader.ReadVarInt32());

    public static void Write(RecordWriter writer, in FundingPaidEvent e)
    {
        writer.WriteByte((byte)EventKind.FundingPaid);
        writer.WriteVarInt(e.Account);
        writer.WriteVarInt(e.AmountQuanta);
        writer.WriteVarInt(e.FundingIndex);
    }

    public static FundingPaidEvent ReadFundingPaid(ref RecordReader reader) =>
        new(reader.ReadVarInt(), reader.ReadVarInt(), reader.ReadVarInt());

    public static void Write(RecordWriter writer, in PremiumSampledEvent e)
    {
        writer.WriteByte((byte)EventKind.PremiumSampled);
        writer.WriteVarInt(e.NextSampleNs);
        writer.WriteBoolean(e.IsValid);
        writer.WriteVarInt(e.PremiumPpm);
    }

    public static PremiumSampledEvent ReadPremiumSampled(ref RecordReader reader) =>
        new(reader.ReadVarInt(), reader.ReadBoolean(), reader.ReadVarInt());

    public static void Write(RecordWriter writer, in FundingSettledEvent e)
    {
        writer.WriteByte((byte)EventKind.FundingSettled);
        writer.WriteVarInt(e.BoundaryNs);
        writer.WriteVarInt(e.NextBoundaryNs);
        writer.WriteVarInt(e.RatePpm);
        writer.WriteVarInt(e.IndexIncrement);
        writer.WriteVarInt(e.MarkUnits);
        writer.WriteVarInt(e.Samples);
        writer.WriteByte((byte)e.ZeroReason);
    }

    public static FundingSettledEvent ReadFundingSettled(ref RecordReader reader) => new(
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt32(),
        (FundingZeroReason)reader.ReadByte());

    public static void Write(RecordWriter writer, in IndexUpdatedEvent e)
    {
        writer.WriteByte((byte)EventKind.IndexUpdated);
        writer.WriteByte((byte)e.Reason);
        writer.WriteVarInt(e.IndexUnits);
        writer.WriteVarInt(e.MarkUnits);
        writer.WriteVarInt(e.BasisScaledUnits);
        writer.WriteVarInt(e.ConfidenceE8);
        writer.WriteVarInt(e.PublishTimeNs);
    }

    public static IndexUpdatedEvent ReadIndexUpdated(ref RecordReader reader) => new(
        (IndexRejectReason)reader.ReadByte(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt(),
        reader.ReadVarInt());

    public static void Write(RecordWriter writer, in PhaseChangedEvent e)
    {
        writer.WriteByte((byte)EventKind.PhaseChanged);
        WritePhases(writer, e);
    }

    public static PhaseChangedEvent ReadPhaseChanged(ref RecordReader reader) =>
        new((MarketPhase)reader.ReadByte(), (MarketPhase)reader.ReadByte());

    public static void Write(RecordWriter writer, in PhaseOrderedEvent e)
    {
        writer.WriteByte((byte)EventKind.PhaseOrdered);
        writer.WriteString(e.Actor);
        writer.WriteString(e.Reason);
        WritePhases(writer, e.Before);
        WritePhases(writer, e.After);
    }

    public static PhaseOrderedEvent ReadPhaseOrdered(ref RecordReader reader) =>
        new(reader.ReadString(), reader.ReadString(), ReadPhaseChanged(ref reader), ReadPhaseChanged(ref reader));

    public static void Write(RecordWriter writer, in ParametersChangedEvent e)
    {
        writer.WriteByte((byte)EventKind.ParametersChanged);
        ParameterCodec.Write(writer, e.Parameters);
        writer.WriteVarInt(e.BindingVersion);
        writer.WriteVarInt(e.NextSampleNs);
        writer.WriteVarInt(e.NextFundingNs);
    }

    public static ParametersChangedEvent ReadParametersChanged(ref RecordReader reader) =>
        new(ParameterCodec.ReadParameters(ref reader), reader.ReadVarInt(), reader.ReadVarInt(), reader.ReadVarInt());

    public static void Write(RecordWriter writer, in EpochRaisedEvent e)
    {
        writer.WriteByte((byte)EventKind.EpochRaised);
        writer.WriteVarInt(e.Epoch);
    }

    public static EpochRaisedEvent ReadEpochRaised(ref RecordReader reader) => new(reader.ReadVarInt());

    public static void Write(RecordWriter writer, in LiquidationFeeEvent e)
    {
        writer.WriteByte((byte)EventKind.LiquidationFee);
        writer.WriteVarInt(e.Account);
        writer.WriteVarInt(e.KeeperAccount);
        writer.WriteVarInt(e.FeeQuanta);
        writer.WriteVarInt(e.RewardQuanta);
    }

    public static LiquidationFeeEvent ReadLiquidationFee(ref RecordReader reader) =>
        new(reader.ReadVarInt(), reader.ReadVarInt(), reader.ReadVarInt(), reader.ReadVarInt());

    public static void Write(RecordWriter writer, in EpisodeStepEvent e)
    {
        writer.WriteByte((byte)EventKind.EpisodeStep);
        writer.WriteVarInt(e.Account);
        writer.WriteUInt64(e.BodyHash);
        writer.WriteVarInt(e.Result.Episode);
        writer.WriteVarInt(e.Result.Step);
        writer.WriteVarInt(e.Result.Sequence);
        writer.WriteVarInt(e.Result.ClosedLots);
        writer.WriteVarInt(e.Result.ClosedQuanta);
        writer.WriteVarInt(e.Result.FeesQuanta);
        writer.WriteVarInt(e.Result.LiquidationFeeQuanta);
        writer.WriteVarInt(e.Result.RewardQuanta);
        writer.WriteVarInt(e.Result.RemainderLots);
        writer.WriteBoolean(e.Result.Interrupted);
    }

    public static EpisodeStepEvent ReadEpisodeStep(ref RecordReader reader) => new(
        reader.ReadVarInt(),
        reader.ReadUInt64(),
        new LiquidationResult(
            reader.ReadVarInt(),
            reader.ReadVarInt32(),
            reader.ReadVarInt(),
            reader.ReadVarInt(),
            reader.ReadVarInt(),
            reader.ReadVarInt(),
            reader.ReadVarInt(),
            reader.ReadVarInt(),
            reader.ReadVarInt(),
            reader.ReadBoolean()));

    public static void Write(RecordWriter writer, in QuarantinedEvent e)
    {
        writer.WriteByte((byte)EventKind.Quarantined);
        writer.WriteVarInt(e.Account);
        WriteId(writer, e.Id);
        WriteStamp(writer, e.Stamp);
        writer.WriteVarInt(e.KeepUntilNs);
        writer.WriteUInt64(e.BodyHash);
    }

    public static QuarantinedEvent ReadQuarantined(ref RecordReader reader) => new(
        reader.ReadVarInt(),
        ReadId(ref reader),
        ReadStamp(ref reader),
        reader.ReadVarInt(),
        reader.ReadUInt64());

    internal static void WriteId(RecordWriter writer, CommandId id)
    {
        FieldWriter fields = writer.Fields(2);
        WriteId(ref fields, id);
        writer.End(fields.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void WriteId(ref FieldWriter fields, CommandId id)
    {
        fields.WriteUInt64(id.High);
        fields.WriteUInt64(id.Low);
    }

    internal static CommandId ReadId(ref RecordReader reader) => new(reader.ReadUInt64(), reader.ReadUInt64());

    internal static void WriteStamp(RecordWriter writer, CallStamp stamp)
    {
        FieldWriter fields = writer.Fields(2);
        WriteStamp(ref fields, stamp);
        writer.End(fields.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void WriteStamp(ref FieldWriter fields, CallStamp stamp)
    {
        fields.WriteVarInt(stamp.Epoch);
        fields.WriteVarInt(stamp.Number);
    }

    internal static CallStamp ReadStamp(ref RecordReader reader) => new(reader.ReadVarInt(), reader.ReadVarInt());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void WriteResult(ref FieldWriter fields, in CommandResult result, long sequence = 0)
    {
        fields.WriteVarInt((int)result.Code);
        fields.WriteVarInt(result.Sequence - sequence);
        fields.WriteVarInt(result.OrderId - sequence);
        fields.WriteVarInt(result.FilledLots);
        fields.WriteVarInt(result.FilledQuanta);
        fields.WriteVarInt(result.FeesQuanta);

        // An order rests or waits, never both: one number says which.
        fields.WriteVarInt(result.RestingLots - result.WaitingLots);
        fields.WriteVarInt(result.CancelledLots);
        fields.WriteByte((byte)result.CancelReason);
    }

    internal static void WriteResult(RecordWriter writer, in CommandResult result)
    {
        FieldWriter fields = writer.Fields(9);
        WriteResult(ref fields, result);
        writer.End(fields.Length);
    }

    internal static CommandResult ReadResult(ref RecordReader reader, long origin = 0)
    {
        var code = (ResultCode)reader.ReadVarInt32();
        long sequence = origin + reader.ReadVarInt();
        long orderId = origin + reader.ReadVarInt();
        long filledLots = reader.ReadVarInt();
        long filledQuanta = reader.ReadVarInt();
        long feesQuanta = reader.ReadVarInt();
        long openLots = reader.ReadVarInt();
        return new CommandResult(
            code,
            sequence,
            orderId,
            filledLots,
            filledQuanta,
            feesQuanta,
            Math.Max(0, openLots),
            reader.ReadVarInt(),
            (CancelReason)reader.ReadByte(),
            -Math.Min(0, openLots));
    }

    private static void WritePhases(RecordWriter writer, in PhaseChangedEvent e)
    {
        writer.WriteByte((byte)e.Phase);
        writer.WriteByte((byte)e.TargetPhase);
    }
}
