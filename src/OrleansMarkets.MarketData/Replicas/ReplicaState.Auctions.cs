using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.MarketData.Images;

namespace OrleansMarkets.MarketData.Replicas;

/// <content>The auction that is called, and what the last one gave.</content>
internal sealed partial class ReplicaState
{
    private AuctionCalledEvent? _called;
    private AuctionPrice _indication;
    private long _indicatedNs;
    private AuctionPrice _held;
    private long _heldNs;
    private long _heldSequence;

    private AuctionPrice Indication => _phase.IsCall() ? _indication : default;

    public AuctionImage ReadAuction() => new(
        _phase,
        _called is not null,
        _called is { DueNs: not long.MaxValue and var due } ? due : 0,
        _called?.After ?? _phase,
        Indication,
        _indicatedNs,
        _held,
        _heldNs,
        _heldSequence,
        Sequence,
        TimeNs);

    private void Apply(in AuctionCalledEvent e)
    {
        _called = e;
        (_indication, _indicatedNs) = (default, 0);
        Changes.Status();
    }

    private void Apply(in AuctionIndicatedEvent e)
    {
        (_indication, _indicatedNs) = (e.Price, _header.TimeNs);
        Changes.Status();
    }

    private void Apply(in AuctionPricedEvent e)
    {
        (_indication, _indicatedNs) = (default, 0);
        (_held, _heldNs, _heldSequence) = (e.Price, _header.TimeNs, _header.Sequence);
        Changes.Status();
    }

    private void EndAuction()
    {
        _called = null;
        Changes.Status();
    }
}
