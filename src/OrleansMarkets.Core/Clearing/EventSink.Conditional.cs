using OrleansMarkets.Core.Clearing.Events;

namespace OrleansMarkets.Core.Clearing;

/// <content>Decisions about waiting orders.</content>
internal sealed partial class EventSink
{
    public void Emit(in OrderWaitingEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }

    public void Emit(in WaitingReducedEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }

    public void Emit(in WaitingAmendedEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }

    public void Emit(in OrderTriggeredEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }

    public void Emit(in OrderWorkedEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }

    public void Emit(in TriggerSetEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }
}
