namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>A premium sample was taken, or samples were passed over because the index was not valid at their time.</summary>
/// <param name="NextSampleNs">When the next sample is due.</param>
/// <param name="IsValid">Whether it counts.</param>
/// <param name="PremiumPpm">The premium, ppm of the index; 0 if it does not count.</param>
public readonly record struct PremiumSampledEvent(long NextSampleNs, bool IsValid, long PremiumPpm);
