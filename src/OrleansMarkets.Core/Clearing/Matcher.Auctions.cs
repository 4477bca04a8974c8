using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <content>Trades of auctions: two resting orders at the auction's price.</content>
internal sealed partial class Matcher
{
    /// <summary>
    /// Trades two orders at the auction's price, or cancels the one that must not trade. The one that entered the book first is the maker;
    /// a post-only one is, also when it has shown new lots since.
    /// </summary>
    public void TradeInAuction(int buy, int sell, long priceUnits)
    {
        LimitOrderBook book = state.Book;
        bool buyMakes = Makes(book.Terms(buy), book.Terms(sell));
        int maker = buyMakes ? buy : sell;
        int taker = buyMakes ? sell : buy;
        if (AreOwn(maker, taker))
        {
            MeetOwnInAuction(maker, taker);
            return;
        }

        long makerLots = ReducibleLots(maker);
        long takerLots = ReducibleLots(taker);
        if (makerLots == 0 || takerLots == 0)
        {
            Cancel(makerLots == 0 ? maker : taker, CancelReason.NothingToReduce);
            return;
        }

        TradeResting(maker, taker, priceUnits, Math.Min(makerLots, takerLots));
    }

    private static bool Makes(in RestingTerms order, in RestingTerms other)
    {
        bool isPostOnly = (order.Flags & AdmissionRules.NeverTakes) != 0;
        bool isOtherPostOnly = (other.Flags & AdmissionRules.NeverTakes) != 0;
        return isPostOnly == isOtherPostOnly ? order.Entry < other.Entry : isPostOnly;
    }

    // Lots of a resting order that may trade now: a reduce-only one as far as there is something to reduce.
    private long ReducibleLots(int slot)
    {
        ref RestingTerms order = ref state.Book.Terms(slot);
        long lots = state.Book.Node(slot).RemainingLots;
        return (order.Flags & OrderFlags.ReduceOnly) == 0
            ? lots
            : Math.Min(lots, Reducible(state.Rows[order.Owner].SizeLots, order.Side));
    }

    private void TradeResting(int maker, int taker, long priceUnits, long lots)
    {
        ref RestingTerms terms = ref state.Book.Terms(taker);
        long takerOrderId = state.Book.Node(taker).OrderId;
        TradeEvent trade = TradeOf(maker, takerOrderId, terms.Owner, terms.Side, priceUnits, lots);
        long takerReleased = terms.ReserveQuanta - ReserveAfter(terms, state.LotsOf(taker) - lots);
        FillLinked(maker, lots);
        FillLinked(taker, lots);
        sink.Emit(new AuctionTradeEvent(trade, takerReleased), maker, taker);
        CancelIfSpent(maker, trade.MakerOrderId);
        CancelIfSpent(taker, takerOrderId);
    }

    // What others of its group lose they lose before anything else can trade.
    private void FillLinked(int slot, long lots)
    {
        if (state.Book.Terms(slot).IsLinked)
        {
            ref readonly OrderNode order = ref state.Book.Node(slot);
            links.Filled(order.OrderId, lots, lots == state.LotsOf(slot));
        }
    }

    private void CancelIfSpent(int slot, long orderId)
    {
        if (state.Book.Node(slot).OrderId != orderId)
        {
            return;
        }

        ref RestingTerms order = ref state.Book.Terms(slot);
        if ((order.Flags & OrderFlags.ReduceOnly) != 0 && Reducible(state.Rows[order.Owner].SizeLots, order.Side) == 0)
        {
            Cancel(slot, CancelReason.NothingToReduce);
        }
        else if (order.Extra != OrderExtrasTable.None)
        {
            Refill(slot);
        }
    }

    private bool AreOwn(int maker, int taker)
    {
        ref RestingTerms order = ref state.Book.Terms(taker);
        long group = order.Extra == OrderExtrasTable.None ? 0 : state.Extras[order.Extra].SelfTradeGroup;
        return order.Owner == state.Book.Terms(maker).Owner || (group != 0 && IsOfGroup(group, state.Book.Terms(maker).Extra));
    }

    // As the order wants that came later.
    private void MeetOwnInAuction(int maker, int taker)
    {
        int extra = state.Book.Terms(taker).Extra;
        SelfTradePolicy policy = state.Extras[extra].Instructions?.SelfTrade ?? SelfTradePolicy.CancelMaker;
        if (policy == SelfTradePolicy.Decrement)
        {
            long lots = Math.Min(state.LotsOf(maker), state.LotsOf(taker));
            Reduce(maker, lots, CancelReason.SelfTrade);
            Reduce(taker, lots, CancelReason.SelfTrade);
            return;
        }

        if (policy != SelfTradePolicy.CancelTaker)
        {
            Cancel(maker, CancelReason.SelfTrade);
        }

        if (policy != SelfTradePolicy.CancelMaker)
        {
            Cancel(taker, CancelReason.SelfTrade);
        }
    }
}
