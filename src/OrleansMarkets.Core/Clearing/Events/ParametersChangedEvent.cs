using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>The market's parameters were replaced.</summary>
/// <param name="Parameters">The new parameters.</param>
/// <param name="BindingVersion">
/// The oldest version that orders may still have been checked against: the last change of margin or fees.
/// </param>
/// <param name="NextSampleNs">When the next premium sample is due; 0 without funding.</param>
/// <param name="NextFundingNs">When the next funding is due; 0 without funding.</param>
public readonly record struct ParametersChangedEvent(
    MarketParameters Parameters,
    long BindingVersion,
    long NextSampleNs,
    long NextFundingNs);
