using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <summary>An incoming order while it is matched.</summary>
internal struct Taker
{
    public long OrderId;
    public long Account;
    public int Row;
    public Side Side;
    public bool ReduceOnly;

    /// <summary>What it does when it meets an order that it must not trade with.</summary>
    public SelfTradePolicy SelfTrade;

    /// <summary>Orders of the same group are its own as far as self-trade goes; 0 for the account alone.</summary>
    public long SelfTradeGroup;

    /// <summary>Worst price.</summary>
    public long LimitPriceUnits;

    /// <summary>The worst price that was asked for, where the dynamic band allows less; 0 without a band.</summary>
    public long WantedUnits;

    /// <summary>The price at which it rests because it would trade at its own; 0 for its own.</summary>
    public long SlidUnits;

    /// <summary>Lots left to trade.</summary>
    public long RemainingLots;

    /// <summary>Lots traded.</summary>
    public long FilledLots;

    /// <summary>Notional traded.</summary>
    public long FilledQuanta;

    /// <summary>Taker fees of the trades.</summary>
    public long FeesQuanta;

    /// <summary>Lots that it lost without trading because it met its own orders.</summary>
    public long DecrementedLots;

    /// <summary>Why matching stopped with lots left; those may not rest unless there was no more liquidity.</summary>
    public CancelReason Stopped;

    /// <summary>Takes a trade into its sums.</summary>
    public void Fill(in TradeEvent trade)
    {
        RemainingLots -= trade.Lots;
        FilledLots += trade.Lots;
        FilledQuanta += trade.NotionalQuanta;
        FeesQuanta += trade.TakerFeeQuanta;
    }

    /// <summary>The side it trades against.</summary>
    public readonly Side Opposite => Side.Opposite();

    /// <summary>Whether it may trade at a price.</summary>
    public readonly bool Accepts(long priceUnits) =>
        Side == Side.Buy ? priceUnits <= LimitPriceUnits : priceUnits >= LimitPriceUnits;
}
