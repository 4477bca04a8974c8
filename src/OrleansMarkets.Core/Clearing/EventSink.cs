using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <summary>
/// Where a step's decisions go: each event is written to the record and applied to the state through the function that a fold uses.
/// </summary>
/// <param name="state">The market's state.</param>
internal sealed partial class EventSink(MarketState state)
{
    private RecordWriter _writer = new(64);

    /// <summary>Begins a step's events.</summary>
    public void Begin(RecordWriter writer) => _writer = writer;

    public void Emit(in TradeEvent e, int makerSlot, int makerRow, int takerRow)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e, makerSlot, makerRow, takerRow);
    }

    /// <summary>A trade with a plain order whose queue the book changes itself.</summary>
    public void EmitTaken(in TradeEvent e, in OrderNode maker, ref RestingTerms terms, int takerRow)
    {
        EventCodec.Write(_writer, e);
        state.ApplyTaken(e, maker, ref terms, takerRow);
    }

    public void Emit(in OrderRestedEvent e, int row)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e, row);
    }

    public void Emit(in OrderCancelledEvent e, int slot)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e, slot);
    }

    public void Emit(in StampRaisedEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }

    public void Emit(in ResultStoredEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }

    /// <summary>Stores the result of the step's own command.</summary>
    public void EmitOwn(in ResultStoredEvent e)
    {
        EventCodec.WriteOwn(_writer, e, state.StepSequence);
        state.Apply(e);
    }

    public void Emit(in ResultsExpiredEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }

    public void Emit(in FundingPaidEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }

    public void Emit(in PremiumSampledEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }

    public void Emit(in FundingSettledEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }

    public void Emit(in IndexUpdatedEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }

    public void Emit(in PhaseChangedEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }

    /// <summary>Writes who asked for a phase and why; the change itself is an event of its own.</summary>
    public void Emit(in PhaseOrderedEvent e) => EventCodec.Write(_writer, e);

    public void Emit(in ParametersChangedEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }

    public void Emit(in EpochRaisedEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }

    public void Emit(in LiquidationFeeEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }

    public void Emit(in EpisodeStepEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }
}
