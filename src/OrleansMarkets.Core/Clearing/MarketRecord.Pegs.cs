using OrleansMarkets.Core.Clearing.Events;

namespace OrleansMarkets.Core.Clearing;

/// <content>Events of pegged orders.</content>
public ref partial struct MarketRecord
{
    /// <summary>Reads the present event.</summary>
    public PegPlacedEvent ReadPegPlaced() => EventCodec.ReadPegPlaced(ref Take(EventKind.PegPlaced));

    /// <summary>Reads the present event.</summary>
    public PegMovedEvent ReadPegMoved() => EventCodec.ReadPegMoved(ref Take(EventKind.PegMoved));

    /// <summary>Reads the present event.</summary>
    public PegSweptEvent ReadPegSwept() => EventCodec.ReadPegSwept(ref Take(EventKind.PegSwept));
}
