using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Clearing;

/// <content>Trades of auctions: two resting orders at the auction's price.</content>
internal sealed partial class Matcher
{
    /// <summary>
    /// Trades two orders at the auction's price, or cancels the one that must not trade. The one that entered the book first is the maker.
    /// </summary>
    public void TradeInAuction(int buy, int sell, long priceUnits)
    {
        LimitOrderBook book = state.Book;
        bool isBuyOlder = book.Terms(buy).Entry < book.Terms(sell).Entry;
        int maker = isBuyOlder ? buy : sell;
        int taker = isBuyOlder ? sell : buy;
        if (book.Terms(maker).Owner == book.Terms(taker).Owner)
        {
            Cancel(maker, CancelReason.SelfTrade);
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
        ref RestingTerms makerTerms = ref state.Book.Terms(maker);
        ref RestingTerms takerTerms = ref state.Book.Terms(taker);
        OrderNode makerOrder = state.Book.Node(maker);
        OrderNode takerOrder = state.Book.Node(taker);
        int makerRow = makerTerms.Owner;
        int takerRow = takerTerms.Owner;
        SettleFunding(makerRow);
        SettleFunding(takerRow);
        MarketParameters parameters = state.Parameters;
        long notional = IntegerMath.Notional(priceUnits, lots, state.Spec.QuantaPerUnitLot);
        long signed = takerTerms.Side == Side.Buy ? lots : -lots;
        PositionChange takerChange = ChangeOf(state.Rows[takerRow], signed, priceUnits, notional);
        PositionChange makerChange = ChangeOf(state.Rows[makerRow], -signed, priceUnits, notional);
        var trade = new TradeEvent(
            makerOrder.OrderId,
            takerOrder.OrderId,
            state.Rows[makerRow].Account,
            state.Rows[takerRow].Account,
            takerTerms.Side,
            priceUnits,
            lots,
            notional,
            FeeOf(notional, parameters.MakerFeePpm),
            FeeOf(notional, parameters.TakerFeePpm),
            makerChange.RealisedQuanta,
            takerChange.RealisedQuanta,
            makerChange.CostDeltaQuanta,
            takerChange.CostDeltaQuanta,
            makerTerms.ReserveQuanta - ReserveAfter(makerTerms, makerOrder.RemainingLots - lots));
        long takerReleased = takerTerms.ReserveQuanta - ReserveAfter(takerTerms, takerOrder.RemainingLots - lots);
        FillLinked(maker, lots);
        FillLinked(taker, lots);
        sink.Emit(new AuctionTradeEvent(trade, takerReleased), maker, taker);
        CancelIfSpent(maker, makerOrder.OrderId);
        CancelIfSpent(taker, takerOrder.OrderId);
    }

    // What others of its group lose they lose before anything else can trade.
    private void FillLinked(int slot, long lots)
    {
        if (state.Book.Terms(slot).IsLinked)
        {
            ref readonly OrderNode order = ref state.Book.Node(slot);
            links.Filled(order.OrderId, lots, lots == order.RemainingLots);
        }
    }

    private void CancelIfSpent(int slot, long orderId)
    {
        if (state.Book.Node(slot).OrderId == orderId && ReducibleLots(slot) == 0)
        {
            Cancel(slot, CancelReason.NothingToReduce);
        }
    }
}
