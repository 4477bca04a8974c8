namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>The index and with it the mark were set, or an invalid index closed the gate.</summary>
/// <param name="Reason">None if accepted.</param>
/// <param name="IndexUnits">The index, price units, half to even; unchanged if refused.</param>
/// <param name="MarkUnits">The mark, price units; unchanged if refused.</param>
/// <param name="BasisScaledUnits">The moving average of the basis, price units × 2^20.</param>
/// <param name="ConfidenceE8">The oracle's confidence, recorded.</param>
/// <param name="PublishTimeNs">When the oracle computed the index.</param>
public readonly record struct IndexUpdatedEvent(
    IndexRejectReason Reason,
    long IndexUnits,
    long MarkUnits,
    long BasisScaledUnits,
    long ConfidenceE8,
    long PublishTimeNs);
