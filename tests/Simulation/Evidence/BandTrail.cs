using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Simulation.Evidence;

/// <summary>The dynamic band of one market: no order trades outside of the one that there was before it (I12).</summary>
internal sealed class BandTrail(MarketDefinition definition, PriceTrail prices, MarketCounts counts)
{
    private const long Ppm = 1_000_000;

    private int _untraded;
    private (long Sequence, long OrderId) _taker;
    private (long Low, long High)? _band;

    /// <summary>An auction is called.</summary>
    public void Call(in AuctionCalledEvent called, StepTrail step)
    {
        int more = called.UntradedInterruptions - _untraded;
        step.Require(more is 0 or 1, "I12", $"{called} after {_untraded} interruptions without a trade");
        _untraded = called.UntradedInterruptions;
    }

    /// <summary>A trade, before it is the last one.</summary>
    public void Trade(in TradeEvent trade, bool isAuction, StepTrail step)
    {
        if (!isAuction && _taker != (step.Sequence, trade.TakerOrderId))
        {
            counts.TradesInMovedBand += _untraded > 0 ? 1 : 0;
            _taker = (step.Sequence, trade.TakerOrderId);
            _band = Find();
        }

        bool isInside = isAuction || _band is not { } band || (trade.PriceUnits >= band.Low && trade.PriceUnits <= band.High);
        step.Require(isInside, "I12", $"outside of {_band}: {trade}");
        _untraded = 0;
    }

    private (long Low, long High)? Find()
    {
        long ppm = definition.Auction?.InterruptionBandPpm ?? 0;
        long last = prices.Present(TriggerPrice.Last);
        long centre = _untraded == 0 && last != 0 ? last : prices.Present(TriggerPrice.Mark);
        ppm <<= Math.Clamp(_untraded - 1, 0, 20);
        long distance = (long)((Int128)centre * ppm / Ppm);
        return ppm == 0 || (_untraded > 0 && ppm >= definition.PriceBandPpm) ? null : (centre - distance, centre + distance);
    }
}
