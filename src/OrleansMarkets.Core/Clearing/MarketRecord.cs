using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Encoding;

namespace OrleansMarkets.Core.Clearing;

/// <summary>A record of the market log, for reading: header, and the events one after the other.</summary>
/// <remarks>
/// Layout, little-endian: rules version (1 byte), sequence (8), book time (8), command kind (1), length of the command (4), the command's
/// bytes, the events to the end. Loop on <see cref="NextEvent"/>; for each kind call the read method of that kind once, or ignore the event
/// (the next call then passes over it).
/// </remarks>
public ref partial struct MarketRecord
{
    internal const int HeaderBytes = 1 + sizeof(long) + sizeof(long) + 1 + sizeof(int);

    private readonly ReadOnlySpan<byte> _command;
    private RecordReader _events;
    private EventKind? _unread;
    private bool _isOwnResult;

    /// <summary>Opens a record.</summary>
    /// <param name="record">The bytes of exactly one record.</param>
    /// <exception cref="CorruptRecordException">The bytes are no record.</exception>
    public MarketRecord(ReadOnlySpan<byte> record)
    {
        _events = new RecordReader(record);
        Header = new RecordHeader(_events.ReadByte(), _events.ReadInt64(), _events.ReadInt64(), (CommandKind)_events.ReadByte());
        _command = _events.ReadBytes(_events.ReadInt32());
    }

    /// <summary>The header.</summary>
    public RecordHeader Header { get; }

    /// <summary>The command's bytes.</summary>
    internal readonly ReadOnlySpan<byte> Command => _command;

    /// <summary>Reads the command of a record whose kind is <see cref="CommandKind.Submit"/>.</summary>
    /// <exception cref="CorruptRecordException">The bytes are no such command.</exception>
    public readonly SubmitCommand ReadSubmit()
    {
        ExpectCommand(CommandKind.Submit);
        var reader = new RecordReader(_command);
        SubmitCommand command = CommandCodec.ReadSubmit(ref reader);
        reader.ExpectEnd();
        return command;
    }

    /// <summary>Reads the command of a record whose kind is <see cref="CommandKind.Deleverage"/>.</summary>
    /// <exception cref="CorruptRecordException">The bytes are no such command.</exception>
    public readonly DeleverageCommand ReadDeleverage()
    {
        ExpectCommand(CommandKind.Deleverage);
        var reader = new RecordReader(_command);
        DeleverageCommand command = CommandCodec.ReadDeleverage(ref reader);
        reader.ExpectEnd();
        return command;
    }

    /// <summary>Moves to the next event.</summary>
    /// <returns>Its kind, or null after the last.</returns>
    /// <exception cref="CorruptRecordException">The bytes are no event.</exception>
    public EventKind? NextEvent()
    {
        if (_unread is { } kind)
        {
            Skip(kind);
        }

        _unread = _events.AtEnd ? null : ReadKind();
        return _unread;
    }

    /// <summary>Reads the present event.</summary>
    public TradeEvent ReadTrade() => EventCodec.ReadTrade(ref Take(EventKind.Trade));

    /// <summary>Reads the present event.</summary>
    public OrderRestedEvent ReadOrderRested() => EventCodec.ReadOrderRested(ref Take(EventKind.OrderRested));

    /// <summary>Reads the present event.</summary>
    public OrderCancelledEvent ReadOrderCancelled() => EventCodec.ReadOrderCancelled(ref Take(EventKind.OrderCancelled));

    /// <summary>Reads the present event.</summary>
    public StampRaisedEvent ReadStampRaised() => EventCodec.ReadStampRaised(ref Take(EventKind.StampRaised));

    /// <summary>Reads the present event.</summary>
    public ResultStoredEvent ReadResultStored() => _isOwnResult
        ? EventCodec.ReadOwnResultStored(ref Take(EventKind.ResultStored), ReadHead(), Header)
        : EventCodec.ReadResultStored(ref Take(EventKind.ResultStored));

    /// <summary>Reads the present event.</summary>
    public ResultsExpiredEvent ReadResultsExpired() => EventCodec.ReadResultsExpired(ref Take(EventKind.ResultsExpired));

    /// <summary>Reads the present event.</summary>
    public FundingPaidEvent ReadFundingPaid() => EventCodec.ReadFundingPaid(ref Take(EventKind.FundingPaid));

    /// <summary>Reads the present event.</summary>
    public PremiumSampledEvent ReadPremiumSampled() => EventCodec.ReadPremiumSampled(ref Take(EventKind.PremiumSampled));

    /// <summary>Reads the present event.</summary>
    public FundingSettledEvent ReadFundingSettled() => EventCodec.ReadFundingSettled(ref Take(EventKind.FundingSettled));

    /// <summary>Reads the present event.</summary>
    public IndexUpdatedEvent ReadIndexUpdated() => EventCodec.ReadIndexUpdated(ref Take(EventKind.IndexUpdated));

    /// <summary>Reads the present event.</summary>
    public PhaseChangedEvent ReadPhaseChanged() => EventCodec.ReadPhaseChanged(ref Take(EventKind.PhaseChanged));

    /// <summary>Reads the present event.</summary>
    public PhaseOrderedEvent ReadPhaseOrdered() => EventCodec.ReadPhaseOrdered(ref Take(EventKind.PhaseOrdered));

    /// <summary>Reads the present event.</summary>
    public ParametersChangedEvent ReadParametersChanged() => EventCodec.ReadParametersChanged(ref Take(EventKind.ParametersChanged));

    /// <summary>Reads the present event.</summary>
    public EpochRaisedEvent ReadEpochRaised() => EventCodec.ReadEpochRaised(ref Take(EventKind.EpochRaised));

    /// <summary>Reads the present event.</summary>
    public LiquidationFeeEvent ReadLiquidationFee() => EventCodec.ReadLiquidationFee(ref Take(EventKind.LiquidationFee));

    /// <summary>Reads the present event.</summary>
    public EpisodeStepEvent ReadEpisodeStep() => EventCodec.ReadEpisodeStep(ref Take(EventKind.EpisodeStep));

    /// <summary>Reads the present event.</summary>
    public QuarantinedEvent ReadQuarantined() => EventCodec.ReadQuarantined(ref Take(EventKind.Quarantined));

    private EventKind ReadKind()
    {
        byte kind = _events.ReadByte();
        _isOwnResult = kind == ((byte)EventKind.ResultStored | EventCodec.OfOwnCommand);
        return _isOwnResult ? EventKind.ResultStored : (EventKind)kind;
    }

    private readonly CommandHead ReadHead() =>
        Header.Command is CommandKind.Submit or CommandKind.Cancel or CommandKind.Amend or CommandKind.MassCancel
            ? CommandCodec.ReadHead(_command)
            : throw new CorruptRecordException($"Record {Header.Sequence} has no command with a result.");

    private readonly void ExpectCommand(CommandKind kind)
    {
        if (Header.Command != kind)
        {
            throw new InvalidOperationException($"The command of record {Header.Sequence} is {Header.Command}, not {kind}.");
        }
    }

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    private ref RecordReader Take(EventKind kind)
    {
        if (_unread != kind)
        {
            throw new InvalidOperationException($"The present event is {_unread}, not {kind}.");
        }

        _unread = null;
        return ref _events;
    }

    private void Skip(EventKind kind)
    {
        switch (kind)
        {
            case EventKind.Trade: ReadTrade(); break;
            case EventKind.OrderRested: ReadOrderRested(); break;
            case EventKind.OrderCancelled: ReadOrderCancelled(); break;
            case EventKind.StampRaised: ReadStampRaised(); break;
            case EventKind.ResultStored: ReadResultStored(); break;
            case EventKind.ResultsExpired: ReadResultsExpired(); break;
            case EventKind.FundingPaid: ReadFundingPaid(); break;
            case EventKind.PremiumSampled: ReadPremiumSampled(); break;
            case EventKind.FundingSettled: ReadFundingSettled(); break;
            case EventKind.IndexUpdated: ReadIndexUpdated(); break;
            case EventKind.PhaseChanged: ReadPhaseChanged(); break;
            case EventKind.PhaseOrdered: ReadPhaseOrdered(); break;
            case EventKind.ParametersChanged: ReadParametersChanged(); break;
            case EventKind.EpochRaised: ReadEpochRaised(); break;
            case EventKind.LiquidationFee: ReadLiquidationFee(); break;
            case EventKind.EpisodeStep: ReadEpisodeStep(); break;
            case EventKind.Quarantined: ReadQuarantined(); break;
            case EventKind.OrderRefilled: ReadOrderRefilled(); break;
            case EventKind.OrderAmended: ReadOrderAmended(); break;
            case EventKind.ReduceOnlyClipped: ReadReduceOnlyClipped(); break;
            case EventKind.CancelTimerSet: ReadCancelTimerSet(); break;
            case EventKind.OrderWaiting: ReadOrderWaiting(); break;
            case EventKind.WaitingReduced: ReadWaitingReduced(); break;
            case EventKind.WaitingAmended: ReadWaitingAmended(); break;
            case EventKind.OrderTriggered: ReadOrderTriggered(); break;
            case EventKind.OrderWorked: ReadOrderWorked(); break;
            case EventKind.TriggerSet: ReadTriggerSet(); break;
            case EventKind.LinkJoined: ReadLinkJoined(); break;
            case EventKind.LinkFilled: ReadLinkFilled(); break;
            case EventKind.PegPlaced: ReadPegPlaced(); break;
            case EventKind.PegMoved: ReadPegMoved(); break;
            case EventKind.PegSwept: ReadPegSwept(); break;
            case EventKind.AuctionTrade: ReadAuctionTrade(); break;
            case EventKind.AuctionCalled: ReadAuctionCalled(); break;
            case EventKind.AuctionIndicated: ReadAuctionIndicated(); break;
            case EventKind.AuctionPriced: ReadAuctionPriced(); break;
            case EventKind.AuctionEnded: ReadAuctionEnded(); break;
            case EventKind.OrderDelayed: ReadOrderDelayed(); break;
            default: throw new CorruptRecordException($"{(byte)kind} is no kind of event.");
        }
    }
}
