using OrleansMarkets.Core.Clearing.Auctions;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Core.Clearing;

/// <content>Auctions.</content>
internal sealed partial class MarketState
{
    /// <summary>The auction that is called, and orders that wait for their time.</summary>
    public AuctionState Auction { get; } = new();

    /// <summary>Interruptions since the last trade.</summary>
    public int UntradedInterruptions { get; internal set; }

    /// <summary>Whether incoming orders are collected for an auction instead of being matched.</summary>
    public bool IsCollecting => Auction.IsPending || Phase.IsCall() || IsBatched;

    /// <summary>Whether the market trades in batches.</summary>
    public bool IsBatched => Parameters.Auction is { BatchWindowNs: > 0 } && IsTrading;

    public void Apply(in AuctionTradeEvent e) => Apply(e, RestingSlot(e.Trade.MakerOrderId), RestingSlot(e.Trade.TakerOrderId));

    /// <summary>Applies an auction's trade whose slots are known already.</summary>
    public void Apply(in AuctionTradeEvent e, int makerSlot, int takerSlot)
    {
        int makerRow = Book.Terms(makerSlot).Owner;
        int takerRow = Book.Terms(takerSlot).Owner;
        ApplyTrade(e.Trade, makerSlot, makerRow, takerRow);
        TakeFromOrder(takerSlot, e.Trade.Lots, e.TakerReserveReleasedQuanta);
        NoteReduceOnly(e.Trade, makerRow, takerRow);
    }

    public void Apply(in AuctionCalledEvent e)
    {
        Auction.IsPending = true;
        Auction.IsHeld = false;
        Auction.PriceUnits = 0;
        Auction.DueNs = e.DueNs;
        Auction.After = e.After;
        Auction.NextIndicationNs = e.NextIndicationNs;
        Auction.Indication = default;
        UntradedInterruptions = e.UntradedInterruptions;
    }

    public void Apply(in AuctionIndicatedEvent e)
    {
        Auction.Indication = e.Price;
        Auction.NextIndicationNs = e.NextIndicationNs;
    }

    public void Apply(in AuctionPricedEvent e)
    {
        Auction.IsHeld = true;
        Auction.PriceUnits = e.Price.PriceUnits;
        Auction.NextIndicationNs = long.MaxValue;
        Auction.Indication = default;
    }

    public void Apply(in AuctionEndedEvent e)
    {
        Auction.IsPending = false;
        Auction.IsHeld = false;
        Auction.PriceUnits = 0;
        Auction.DueNs = long.MaxValue;
        Auction.After = default;
        Auction.Immediate.Clear();
    }

    public void Apply(in OrderDelayedEvent e) => Auction.Delay(e);
}
