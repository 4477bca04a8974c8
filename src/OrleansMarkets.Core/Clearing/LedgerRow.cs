using OrleansMarkets.Core.Margin;

namespace OrleansMarkets.Core.Clearing;

/// <summary>The mutable form of a <see cref="ClearingRow"/> inside the market's state.</summary>
internal struct LedgerRow
{
    public long Account;
    public long AccountSequence;
    public CallStamp Stamp;
    public long SizeLots;
    public long QuoteQuanta;
    public long CostBasisQuanta;
    public long RealisedPnlQuanta;
    public long FeesQuanta;
    public long FundingQuanta;
    public long TransfersQuanta;
    public long FundingIndex;
    public long OpenBuyLots;
    public long OpenSellLots;
    public long OpenReduceOnlyLots;
    public long OrderReserveQuanta;
    public int OpenOrders;

    /// <summary>Lots of its resting reduce-only orders: those that wait for a trigger are not among them. Follows from the book.</summary>
    public long RestingReduceOnlyLots;

    /// <summary>Whether its reduce-only orders wait to be cut to the position.</summary>
    public bool IsOverfull;

    /// <summary>The last step that changed the row: not part of the state, it only finds the first change in a step.</summary>
    public long TouchedSequence;

    /// <summary>The last probe of a fill-or-kill order that met the row: not part of the state.</summary>
    public long ProbeNumber;

    /// <summary>The size in that probe.</summary>
    public long ProbeSizeLots;

    /// <summary>What margin reads of it.</summary>
    public readonly MarginRow MarginRow => new(
        SizeLots,
        QuoteQuanta,
        CostBasisQuanta,
        FundingIndex,
        OpenBuyLots,
        OpenSellLots,
        OpenReduceOnlyLots,
        OrderReserveQuanta);

    /// <summary>An immutable image.</summary>
    public readonly ClearingRow Image() => new(
        Account,
        AccountSequence,
        Stamp,
        SizeLots,
        QuoteQuanta,
        CostBasisQuanta,
        RealisedPnlQuanta,
        FeesQuanta,
        FundingQuanta,
        TransfersQuanta,
        FundingIndex,
        OpenBuyLots,
        OpenSellLots,
        OpenReduceOnlyLots,
        OrderReserveQuanta,
        OpenOrders);
}
