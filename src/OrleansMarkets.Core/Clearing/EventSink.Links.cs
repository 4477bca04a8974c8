using OrleansMarkets.Core.Clearing.Events;

namespace OrleansMarkets.Core.Clearing;

/// <content>Decisions about linked orders.</content>
internal sealed partial class EventSink
{
    public void Emit(in LinkJoinedEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }

    public void Emit(in LinkFilledEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }
}
