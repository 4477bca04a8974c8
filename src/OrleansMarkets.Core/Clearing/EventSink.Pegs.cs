using OrleansMarkets.Core.Clearing.Events;

namespace OrleansMarkets.Core.Clearing;

/// <content>Decisions about pegged orders.</content>
internal sealed partial class EventSink
{
    public void Emit(in PegPlacedEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }

    public void Emit(in PegMovedEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }

    public void Emit(in PegSweptEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }
}
