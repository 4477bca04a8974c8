using OrleansMarkets.Core.Clearing.Auctions;
using OrleansMarkets.Core.Clearing.Conditionals;
using OrleansMarkets.Core.Clearing.Links;
using OrleansMarkets.Core.Clearing.Pegs;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <summary>What must hold: cheap assertions after every step, always on, and a full recomputation for simulation and recovery.</summary>
internal static partial class StateInvariants
{
    /// <summary>Asserts the sums, the touched rows and the top of the book.</summary>
    /// <exception cref="InvariantViolationException">One does not hold.</exception>
    public static void AssertStep(MarketState state)
    {
        RowTable rows = state.Rows;
        if (rows.TotalSizeLots != 0 || rows.TotalQuoteQuanta != 0)
        {
            Fail($"sizes sum to {rows.TotalSizeLots} lots and cash to {rows.TotalQuoteQuanta} quanta");
        }

        foreach (int index in rows.TouchedRows)
        {
            AssertRow(rows[index]);
        }

        if (state.Book.IsCrossed && !state.Auction.IsPending)
        {
            Fail($"the book is crossed: bid {state.Book.BestBidUnits}, ask {state.Book.BestAskUnits}, and no auction is pending");
        }
    }

    /// <summary>Recomputes everything that is maintained incrementally and compares.</summary>
    /// <exception cref="InvariantViolationException">Something differs.</exception>
    public static void CheckAll(MarketState state)
    {
        AssertStep(state);
        if (!TotalBalance(state).IsBalanced)
        {
            Fail($"the ledger is not balanced: {TotalBalance(state)}");
        }

        int orders = CheckSide(state, Side.Buy) + CheckSide(state, Side.Sell);
        CheckWaiting(state);
        int owned = 0;
        for (int index = 0; index < state.Rows.Count; index++)
        {
            AssertRow(state.Rows[index]);
            owned += CheckAggregates(state, index);
        }

        Expect(orders, state.Book.Count, "orders in the levels");
        Expect(owned, state.Book.Count + state.Conditionals.Count, "orders of all owners");
        ConditionalInvariants.Check(state);
        AuctionInvariants.Check(state);
        LinkInvariants.Check(state);
        PegInvariants.Check(state);
        CheckResults(state);
    }

    /// <summary>Sums over all rows.</summary>
    public static BalanceReport TotalBalance(MarketState state)
    {
        var sum = new BalanceReport(state.Rows.Count, 0, 0, 0, 0, 0, 0);
        for (int index = 0; index < state.Rows.Count; index++)
        {
            ref LedgerRow row = ref state.Rows[index];
            sum = new BalanceReport(
                sum.Rows,
                sum.SizeLots + row.SizeLots,
                sum.QuoteQuanta + row.QuoteQuanta,
                sum.FundingQuanta + row.FundingQuanta,
                sum.FeesLessTransfersQuanta + row.FeesQuanta - row.TransfersQuanta,
                sum.CostLessPnlQuanta + row.CostBasisQuanta - row.RealisedPnlQuanta,
                sum.LongLots + Math.Max(0, row.SizeLots));
        }

        return sum;
    }

    private static void AssertRow(in LedgerRow row)
    {
        long expected = row.RealisedPnlQuanta - row.CostBasisQuanta - row.FeesQuanta + row.FundingQuanta + row.TransfersQuanta;
        if (row.QuoteQuanta != expected)
        {
            Fail($"account {row.Account} has cash {row.QuoteQuanta}, its parts make {expected}");
        }

        if (row.OpenBuyLots < 0 || row.OpenSellLots < 0 || row.OpenReduceOnlyLots < 0 || row.OrderReserveQuanta < 0 || row.OpenOrders < 0)
        {
            Fail($"account {row.Account} has a negative aggregate of open orders");
        }
    }

    private static int CheckSide(MarketState state, Side side)
    {
        LimitOrderBook book = state.Book;
        long total = 0;
        int orders = 0;
        long hidden = 0;
        bool found = book.TryBest(side, out long price);
        while (found)
        {
            orders += CheckLevel(state, price, side, ref hidden);
            total += book.Level(side, price).Lots;
            found = book.TryNext(side, price, out long next);
            if (found && (side == Side.Buy ? next >= price : next <= price))
            {
                Fail($"the {side} levels are not sorted at price {price}");
            }

            price = next;
        }

        Expect(total + hidden, book.LotsOf(side), "lots of a side");
        return orders;
    }

    private static int CheckLevel(MarketState state, long price, Side side, ref long hidden)
    {
        LimitOrderBook book = state.Book;
        long lots = 0;
        int orders = 0;
        long before = 0;
        long hiddenBefore = hidden;
        BookLevel level = book.Level(side, price);
        for (int slot = level.Head; slot != LimitOrderBook.None; slot = book.Node(slot).Next)
        {
            OrderNode order = book.Node(slot);
            RestingTerms terms = book.Terms(slot);
            if (terms.Entry <= before || terms.Side != side || order.PriceUnits != price || order.RemainingLots <= 0)
            {
                Fail($"order {order.OrderId} is out of its place");
            }

            Expect(terms.ReserveQuanta, Matcher.ReserveAfter(terms, state.LotsOf(slot)), "reserve of an order");
            hidden += CheckExtras(state, slot);
            before = terms.Entry;
            lots += order.RemainingLots;
            orders++;
        }

        Expect(lots, level.Lots, "lots of a level");
        Expect(hidden - hiddenBefore, state.Extras.HiddenAt(side, price), "hidden lots of a level");
        Expect(orders, level.Orders, "orders of a level");
        return orders;
    }

    private static int CheckAggregates(MarketState state, int index)
    {
        ref LedgerRow row = ref state.Rows[index];
        long buys = 0;
        long sells = 0;
        long reduceOnly = 0;
        long reserve = 0;
        int orders = 0;
        bool mayReduce = true;
        for (int slot = state.Book.OldestOf(index); slot != LimitOrderBook.None; slot = state.Book.Terms(slot).OwnerNext)
        {
            ref RestingTerms order = ref state.Book.Terms(slot);
            long lots = state.LotsOf(slot);
            bool opens = (order.Flags & OrderFlags.ReduceOnly) == 0;
            buys += opens && order.Side == Side.Buy ? lots : 0;
            sells += opens && order.Side == Side.Sell ? lots : 0;
            reduceOnly += opens ? 0 : lots;
            mayReduce &= opens || lots <= Matcher.Reducible(row.SizeLots, order.Side);
            reserve += order.ReserveQuanta;
            orders++;
        }

        if (!row.IsOverfull && !(mayReduce && reduceOnly <= Math.Abs(row.SizeLots)))
        {
            Fail($"account {row.Account} has {row.SizeLots} lots and reduce-only orders over {reduceOnly}");
        }

        Expect(reduceOnly, row.RestingReduceOnlyLots, "resting reduce-only lots");
        AddWaiting(state, index, ref buys, ref sells, ref reduceOnly, ref reserve, ref orders);
        Expect(buys, row.OpenBuyLots, "open buy lots");
        Expect(sells, row.OpenSellLots, "open sell lots");
        Expect(reduceOnly, row.OpenReduceOnlyLots, "open reduce-only lots");
        Expect(reserve, row.OrderReserveQuanta, "order reserve");
        Expect(orders, row.OpenOrders, "open orders");
        return orders;
    }

    private static void AddWaiting(
        MarketState state, int index, ref long buys, ref long sells, ref long reduceOnly, ref long reserve, ref int orders)
    {
        for (int slot = state.Conditionals.OldestOf(index); slot != ConditionalBook.None; slot = state.Conditionals[slot].OwnerNext)
        {
            ref WaitingOrder order = ref state.Conditionals[slot];
            buys += !order.IsReduceOnly && order.Side == Side.Buy ? order.Lots : 0;
            sells += !order.IsReduceOnly && order.Side == Side.Sell ? order.Lots : 0;
            reduceOnly += order.IsReduceOnly ? order.Lots : 0;
            reserve += order.ReserveQuanta;
            orders++;
        }
    }

    private static void CheckResults(MarketState state)
    {
        int waiting = state.Results.DueCount + state.Book.Count + state.Conditionals.Count;
        for (int offset = 0; offset < ResultStore.WheelSeconds; offset++)
        {
            waiting += state.Results.WaitingIn(offset);
        }

        Expect(waiting, state.Results.Count, "stored results");
    }

    internal static void Expect(long actual, long expected, string what)
    {
        if (actual != expected)
        {
            Fail($"{what}: {actual} counted, {expected} kept");
        }
    }

    internal static void Fail(string what) => throw new InvariantViolationException($"The market's state is damaged: {what}.");
}
