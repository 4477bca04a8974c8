using OrleansMarkets.Core.Clearing.Events;

namespace OrleansMarkets.MarketData.Images;

/// <summary>The end of a funding interval.</summary>
/// <param name="BoundaryNs">When, nanoseconds since the Unix epoch.</param>
/// <param name="RatePpm">The rate, ppm per rate period of the market's rules.</param>
/// <param name="MarkUnits">The mark that all were charged at.</param>
/// <param name="ZeroReason">Why it was zero, if the inputs were invalid.</param>
public readonly record struct FundingSettlement(long BoundaryNs, long RatePpm, long MarkUnits, FundingZeroReason ZeroReason);
