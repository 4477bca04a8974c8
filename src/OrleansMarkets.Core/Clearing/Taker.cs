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

    /// <summary>Worst price.</summary>
    public long LimitPriceUnits;

    /// <summary>The worst price that was asked for, where the dynamic band allows less; 0 without a band.</summary>
    public long WantedUnits;

    /// <summary>Lots left to trade.</summary>
    public long RemainingLots;

    /// <summary>Lots traded.</summary>
    public long FilledLots;

    /// <summary>Notional traded.</summary>
    public long FilledQuanta;

    /// <summary>Taker fees of the trades.</summary>
    public long FeesQuanta;

    /// <summary>Why matching stopped with lots left; those may not rest unless there was no more liquidity.</summary>
    public CancelReason Stopped;

    /// <summary>The side it trades against.</summary>
    public readonly Side Opposite => Side == Side.Buy ? Side.Sell : Side.Buy;

    /// <summary>Whether it may trade at a price.</summary>
    public readonly bool Accepts(long priceUnits) =>
        Side == Side.Buy ? priceUnits <= LimitPriceUnits : priceUnits >= LimitPriceUnits;
}
