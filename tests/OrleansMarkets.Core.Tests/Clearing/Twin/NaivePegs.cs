using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing.Twin;

/// <summary>Where pegged orders of a naive market rest: one list for each reference and side, looked at whole.</summary>
/// <param name="resting">All orders that rest.</param>
/// <param name="mark">The present mark.</param>
/// <param name="move">Puts an order behind all others at another price.</param>
/// <typeparam name="TOrder">An order.</typeparam>
internal sealed class NaivePegs<TOrder>(Func<IReadOnlyList<TOrder>> resting, Func<long> mark, Action<TOrder, long> move)
    where TOrder : class, INaivePeg
{
    private readonly List<TOrder>[] _pegs = [[], [], [], [], [], []];

    /// <summary>An order that has come to rest follows its reference.</summary>
    public void Add(TOrder order) => _pegs[(2 * ((int)order.Peg.Reference - 1)) + (order.Side == Side.Buy ? 0 : 1)].Add(order);

    /// <summary>Forgets an order that no longer rests.</summary>
    public void Remove(TOrder order)
    {
        foreach (List<TOrder> queue in _pegs)
        {
            queue.Remove(order);
        }
    }

    /// <summary>Prices all of them, one list after the other, until every one is where it should be.</summary>
    public void Follow()
    {
        while (_pegs.Count(Follow) > 0)
        {
        }
    }

    /// <summary>Where an order rests; 0 without a reference.</summary>
    public long PriceOf(TOrder order)
    {
        long reference = Reference(order);
        if (reference == 0)
        {
            return 0;
        }

        long wanted = reference + order.Peg.OffsetUnits;
        wanted = order.Side == Side.Buy ? Math.Min(wanted, order.PegWorst) : Math.Max(wanted, order.PegWorst);
        long other = BestOther(order.Side);
        bool isFree = other == 0 || (order.Side == Side.Buy ? wanted < other : wanted > other);
        return Math.Max(0, isFree ? wanted : order.Side == Side.Buy ? other - 1 : other + 1);
    }

    private bool Follow(List<TOrder> orders)
    {
        bool anyMoved = false;
        foreach (TOrder order in orders)
        {
            long price = PriceOf(order);
            if (price != 0 && price != order.Price)
            {
                move(order, price);
                anyMoved = true;
            }
        }

        return anyMoved;
    }

    private long BestOther(Side side) => side == Side.Buy ? Lowest(Side.Sell, countsPegs: true) : Highest(Side.Buy, countsPegs: true);

    private long Highest(Side side, bool countsPegs) => Prices(side, countsPegs).Max();

    private long Lowest(Side side, bool countsPegs) => Prices(side, countsPegs).Min();

    private IEnumerable<long> Prices(Side side, bool countsPegs) => resting()
        .Where(order => order.Side == side && (countsPegs || order.Peg.Reference == PegReference.None))
        .Select(order => order.Price)
        .DefaultIfEmpty(0);

    private long Reference(TOrder order)
    {
        long bid = Highest(Side.Buy, countsPegs: false);
        long ask = Lowest(Side.Sell, countsPegs: false);
        return order.Peg.Reference switch
        {
            PegReference.Mark => mark(),
            PegReference.Best => order.Side == Side.Buy ? bid : ask,
            _ when bid == 0 || ask == 0 => 0,
            _ => (bid + ask + (order.Side == Side.Buy ? 0 : 1)) / 2,
        };
    }
}
