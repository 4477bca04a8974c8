using OrleansMarkets.Core.Clearing.Events;

namespace OrleansMarkets.Core.Clearing;

/// <content>Events of auctions.</content>
public ref partial struct MarketRecord
{
    /// <summary>Reads the present event.</summary>
    public AuctionTradeEvent ReadAuctionTrade() => EventCodec.ReadAuctionTrade(ref Take(EventKind.AuctionTrade));

    /// <summary>Reads the present event.</summary>
    public AuctionCalledEvent ReadAuctionCalled() => EventCodec.ReadAuctionCalled(ref Take(EventKind.AuctionCalled));

    /// <summary>Reads the present event.</summary>
    public AuctionIndicatedEvent ReadAuctionIndicated() => EventCodec.ReadAuctionIndicated(ref Take(EventKind.AuctionIndicated));

    /// <summary>Reads the present event.</summary>
    public AuctionPricedEvent ReadAuctionPriced() => EventCodec.ReadAuctionPriced(ref Take(EventKind.AuctionPriced));

    /// <summary>Reads the present event.</summary>
    public AuctionEndedEvent ReadAuctionEnded()
    {
        Take(EventKind.AuctionEnded);
        return default;
    }

    /// <summary>Reads the present event.</summary>
    public OrderDelayedEvent ReadOrderDelayed() => EventCodec.ReadOrderDelayed(ref Take(EventKind.OrderDelayed));
}
