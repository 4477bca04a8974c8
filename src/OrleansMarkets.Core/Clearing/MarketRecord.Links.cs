using OrleansMarkets.Core.Clearing.Events;

namespace OrleansMarkets.Core.Clearing;

/// <content>Events of linked orders.</content>
public ref partial struct MarketRecord
{
    /// <summary>Reads the present event.</summary>
    public LinkJoinedEvent ReadLinkJoined() => EventCodec.ReadLinkJoined(ref Take(EventKind.LinkJoined));

    /// <summary>Reads the present event.</summary>
    public LinkFilledEvent ReadLinkFilled() => EventCodec.ReadLinkFilled(ref Take(EventKind.LinkFilled));
}
