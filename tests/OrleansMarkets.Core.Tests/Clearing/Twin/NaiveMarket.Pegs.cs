using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing.Twin;

/// <content>Where pegged orders rest.</content>
internal sealed partial class NaiveMarket
{
    private readonly List<NaiveMarketOrder>[] _pegs = [[], [], [], [], [], []];
    private readonly long[] _followed = new long[6];

    private static int QueueOf(NaiveMarketOrder order) =>
        (2 * ((int)order.Peg.Reference - 1)) + (order.Side == Side.Buy ? 0 : 1);

    private void FollowPegs()
    {
        for (int queue = 0; queue < _pegs.Length; queue++)
        {
            if (_pegs[queue].Count == 0)
            {
                continue;
            }

            long reference = Reference(_pegs[queue][0]);
            if (reference == 0 || reference == _followed[queue])
            {
                continue;
            }

            _followed[queue] = reference;
            foreach (NaiveMarketOrder order in _pegs[queue])
            {
                long price = PegPrice(order);
                if (price != 0 && price != order.Price)
                {
                    order.Price = price;
                    _resting.Remove(order);
                    _resting.Add(order);
                    _events.Add($"move {order.Number} {price}");
                }
            }
        }
    }

    private long PegPrice(NaiveMarketOrder order)
    {
        long reference = Reference(order);
        if (reference == 0)
        {
            return 0;
        }

        long wanted = reference + order.Peg.OffsetUnits;
        NaiveMarketOrder? other = Best(Opposite(order.Side));
        return order.Side == Side.Buy
            ? Math.Max(0, Math.Min(Math.Min(wanted, order.PegWorst), other is null ? long.MaxValue : other.Price - 1))
            : Math.Max(Math.Max(wanted, order.PegWorst), other is null ? 0 : other.Price + 1);
    }

    private long Reference(NaiveMarketOrder order)
    {
        List<NaiveMarketOrder> others = [.. _resting.Where(resting => resting.Peg.Reference == PegReference.None)];
        long bid = others.Where(resting => resting.Side == Side.Buy).Select(resting => resting.Price).DefaultIfEmpty(0).Max();
        long ask = others.Where(resting => resting.Side == Side.Sell).Select(resting => resting.Price).DefaultIfEmpty(0).Min();
        return order.Peg.Reference switch
        {
            PegReference.Mark => _present[1],
            PegReference.Best => order.Side == Side.Buy ? bid : ask,
            _ when bid == 0 || ask == 0 => 0,
            _ => (bid + ask + (order.Side == Side.Buy ? 0 : 1)) / 2,
        };
    }
}
