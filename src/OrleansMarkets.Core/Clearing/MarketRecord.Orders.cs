using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Encoding;

namespace OrleansMarkets.Core.Clearing;

public ref partial struct MarketRecord
{
    /// <summary>Reads the command of a record whose kind is <see cref="CommandKind.Amend"/>.</summary>
    /// <exception cref="CorruptRecordException">The bytes are no such command.</exception>
    public readonly AmendCommand ReadAmend()
    {
        ExpectCommand(CommandKind.Amend);
        var reader = new RecordReader(_command);
        AmendCommand command = CommandCodec.ReadAmend(ref reader);
        reader.ExpectEnd();
        return command;
    }

    /// <summary>Reads the command of a <see cref="CommandKind.MassCancel"/> record.</summary>
    public readonly MassCancelCommand ReadMassCancel()
    {
        ExpectCommand(CommandKind.MassCancel);
        var reader = new RecordReader(_command);
        MassCancelCommand command = CommandCodec.ReadMassCancel(ref reader);
        reader.ExpectEnd();
        return command;
    }

    /// <summary>Reads the present event.</summary>
    public OrderRefilledEvent ReadOrderRefilled() => EventCodec.ReadOrderRefilled(ref Take(EventKind.OrderRefilled));

    /// <summary>Reads the present event.</summary>
    public OrderAmendedEvent ReadOrderAmended() => EventCodec.ReadOrderAmended(ref Take(EventKind.OrderAmended));

    /// <summary>Reads the present event.</summary>
    public ReduceOnlyClippedEvent ReadReduceOnlyClipped() => EventCodec.ReadReduceOnlyClipped(ref Take(EventKind.ReduceOnlyClipped));

    /// <summary>Reads the present event.</summary>
    public CancelTimerSetEvent ReadCancelTimerSet() => EventCodec.ReadCancelTimerSet(ref Take(EventKind.CancelTimerSet));
}
