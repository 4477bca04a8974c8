using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing.Twin;

/// <content>Where pegged orders rest.</content>
internal sealed partial class NaiveMarket
{
    private readonly List<NaiveMarketOrder>[] _pegs = [[], [], [], [], [], []];
    private readonly long[] _followed = new long[6];

    // Best price of the other side that stopped an order of the queue.
    private readonly long[] _stopped = new long[6];

    private static int QueueOf(NaiveMarketOrder order) =>
        (2 * ((int)order.Peg.Reference - 1)) + (order.Side == Side.Buy ? 0 : 1);

    // Until none has a new reference, and none that the other side stopped has a new other side.
    private void FollowPegs()
    {
        while (Enumerable.Range(0, _pegs.Length).Count(Follow) > 0)
        {
        }
    }

    private bool Follow(int queue)
    {
        if (_pegs[queue].Count == 0)
        {
            return false;
        }

        long reference = Reference(_pegs[queue][0]);
        long other = Best(Opposite(_pegs[queue][0].Side))?.Price ?? 0;
        bool isFree = _stopped[queue] != 0 && other != _stopped[queue];
        if (reference == 0 || (reference == _followed[queue] && !isFree))
        {
            return false;
        }

        _followed[queue] = reference;
        _stopped[queue] = 0;
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

        return true;
    }

    private long PegPrice(NaiveMarketOrder order)
    {
        long reference = Reference(order);
        if (reference == 0)
        {
            return 0;
        }

        long wanted = reference + order.Peg.OffsetUnits;
        wanted = order.Side == Side.Buy ? Math.Min(wanted, order.PegWorst) : Math.Max(wanted, order.PegWorst);
        if (Best(Opposite(order.Side)) is not { } other || (order.Side == Side.Buy ? wanted < other.Price : wanted > other.Price))
        {
            return Math.Max(0, wanted);
        }

        _stopped[QueueOf(order)] = _stopped[QueueOf(order)] == 0 ? other.Price : _stopped[QueueOf(order)];
        return order.Side == Side.Buy ? Math.Max(0, other.Price - 1) : other.Price + 1;
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
