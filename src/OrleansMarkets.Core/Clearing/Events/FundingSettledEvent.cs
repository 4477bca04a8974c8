namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>A funding interval ended: every position is charged by the index from now on; rows settle when they are touched.</summary>
/// <param name="BoundaryNs">The end of the interval.</param>
/// <param name="NextBoundaryNs">The end of the next.</param>
/// <param name="RatePpm">The rate, ppm per rate period.</param>
/// <param name="IndexIncrement">What the index grew by, quote quanta × 2^20 per lot.</param>
/// <param name="MarkUnits">The mark used for all.</param>
/// <param name="Samples">Valid premium samples of the interval.</param>
/// <param name="ZeroReason">Why it was zero, if the inputs were invalid.</param>
public readonly record struct FundingSettledEvent(
    long BoundaryNs,
    long NextBoundaryNs,
    long RatePpm,
    long IndexIncrement,
    long MarkUnits,
    int Samples,
    FundingZeroReason ZeroReason);
