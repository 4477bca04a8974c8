using OrleansMarkets.Core.Clearing.Events;

namespace OrleansMarkets.Core.Clearing;

/// <content>Decisions about auctions.</content>
internal sealed partial class EventSink
{
    public void Emit(in AuctionTradeEvent e, int makerSlot, int takerSlot)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e, makerSlot, takerSlot);
    }

    public void Emit(in AuctionCalledEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }

    public void Emit(in AuctionIndicatedEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }

    public void Emit(in AuctionPricedEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }

    public void Emit(in AuctionEndedEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }

    public void Emit(in OrderDelayedEvent e)
    {
        EventCodec.Write(_writer, e);
        state.Apply(e);
    }
}
