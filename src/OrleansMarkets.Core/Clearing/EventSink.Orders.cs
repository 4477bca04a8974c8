using OrleansMarkets.Core.Clearing.Events;

namespace OrleansMarkets.Core.Clearing;

internal sealed partial class EventSink
{
    public void Emit(in OrderRefilledEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }

    public void Emit(in OrderAmendedEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }

    public void Emit(in ReduceOnlyClippedEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }

    public void Emit(in CancelTimerSetEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }
}
