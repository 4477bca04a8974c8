using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

internal sealed partial class Matcher
{
    private readonly Queue<(int Slot, long HiddenLots)> _probedRefills = new();

    /// <summary>Whether the taker would be filled whole: walks what <see cref="Match"/> would, on probed position sizes.</summary>
    public bool CanFillWhole(in Taker taker)
    {
        _probe++;
        LimitOrderBook book = state.Book;
        long left = taker.RemainingLots;
        int visits = 0;
        bool goesOn = true;
        bool found = book.TryBest(taker.Opposite, out long price);
        for (; found && goesOn && taker.Accepts(price); found = book.TryNext(taker.Opposite, price, out price))
        {
            _probedRefills.Clear();
            for (int slot = book.Level(taker.Opposite, price).Head; slot != LimitOrderBook.None && goesOn; slot = book.Node(slot).Next)
            {
                int extra = book.Terms(slot).Extra;
                long hidden = extra == OrderExtrasTable.None ? 0 : state.Extras[extra].HiddenLots;
                goesOn = Probe(taker, slot, book.Node(slot).RemainingLots, hidden, ref left, ref visits);
            }

            while (goesOn && _probedRefills.TryDequeue(out (int Slot, long HiddenLots) refill))
            {
                long shown = Math.Min(refill.HiddenLots, state.Extras[book.Terms(refill.Slot).Extra].DisplayLots);
                goesOn = Probe(taker, refill.Slot, shown, refill.HiddenLots - shown, ref left, ref visits);
            }
        }

        return left == 0;
    }

    // Whether the taker goes on behind the order.
    private bool Probe(in Taker taker, int slot, long shown, long hidden, ref long left, ref int visits)
    {
        if (visits++ == MarketLimits.MaximumFillsPerStep)
        {
            return false;
        }

        if (IsOwn(taker, slot))
        {
            return taker.SelfTrade == SelfTradePolicy.CancelMaker;
        }

        ref RestingTerms order = ref state.Book.Terms(slot);
        ref long makerSize = ref ProbedSize(order.Owner);
        ref long takerSize = ref ProbedSize(taker.Row);
        bool isReduceOnly = (order.Flags & OrderFlags.ReduceOnly) != 0;
        long lots = Math.Min(left, shown);
        lots = isReduceOnly ? Math.Min(lots, Reducible(makerSize, order.Side)) : lots;
        lots = taker.ReduceOnly ? Math.Min(lots, Reducible(takerSize, taker.Side)) : lots;
        lots = order.IsLinked ? links.Probe(state.Book.Node(slot).OrderId, lots, state.LotsOf(slot), _probe) : lots;
        long signed = taker.Side == Side.Buy ? lots : -lots;
        takerSize += signed;
        makerSize -= signed;
        left -= lots;
        if (lots == shown && hidden > 0 && !(isReduceOnly && Reducible(makerSize, order.Side) == 0))
        {
            _probedRefills.Enqueue((slot, hidden));
        }

        return left > 0;
    }

    private ref long ProbedSize(int index)
    {
        ref LedgerRow row = ref state.Rows[index];
        if (row.ProbeNumber != _probe)
        {
            row.ProbeNumber = _probe;
            row.ProbeSizeLots = row.SizeLots;
        }

        return ref row.ProbeSizeLots;
    }
}
