using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.MarketData.Replicas;

/// <content>What an auction would give.</content>
internal sealed partial class ReplicaState
{
    private AuctionPrice _indication;

    private AuctionPrice Indication => _phase.IsCall() ? _indication : default;

    private void Apply(in AuctionIndicatedEvent e)
    {
        _indication = e.Price;
        Changes.Status();
    }
}
