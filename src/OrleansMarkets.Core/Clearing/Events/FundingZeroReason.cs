namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>Why an interval's funding was recorded as zero.</summary>
public enum FundingZeroReason : byte
{
    /// <summary>It was computed (and may still be zero).</summary>
    None = 0,

    /// <summary>The interval had fewer valid samples than the rules demand.</summary>
    TooFewSamples = 1,

    /// <summary>The index was stale or invalid at the boundary.</summary>
    StaleIndex = 2,
}
