using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Simulation.Evidence;

/// <summary>The last price, the mark and the index of one market: every value that they had, and in which step.</summary>
internal sealed class PriceTrail
{
    private readonly List<(long Sequence, long Units)>[] _prices = [[], [], []];

    /// <summary>The last step at whose end the market did not trade: what prices did until then fires nothing.</summary>
    public long QuietUntil { get; private set; }

    /// <summary>A trade in the market; an auto-deleveraging is none.</summary>
    public void Take(in TradeEvent trade, long sequence)
    {
        if (trade.MakerOrderId != 0)
        {
            Add(TriggerPrice.Last, sequence, trade.PriceUnits);
        }
    }

    public void Take(in IndexUpdatedEvent updated, long sequence)
    {
        if (updated.Reason == IndexRejectReason.None)
        {
            Add(TriggerPrice.Mark, sequence, updated.MarkUnits);
            Add(TriggerPrice.Index, sequence, updated.IndexUnits);
        }
    }

    public void EndStep(long sequence, bool trades) => QuietUntil = trades ? QuietUntil : sequence;

    /// <summary>The present value; 0 before the first.</summary>
    public long Present(TriggerPrice source) => _prices[(int)source] is [.., (_, long units)] ? units : 0;

    /// <summary>The value at the end of a step, and all later ones.</summary>
    public IEnumerable<long> Since(TriggerPrice source, long sequence)
    {
        List<(long Sequence, long Units)> prices = _prices[(int)source];
        for (int at = prices.Count - 1; at >= 0; at--)
        {
            yield return prices[at].Units;
            if (prices[at].Sequence <= sequence)
            {
                yield break;
            }
        }
    }

    private void Add(TriggerPrice source, long sequence, long units) => _prices[(int)source].Add((sequence, units));
}
