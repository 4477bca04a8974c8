namespace OrleansMarkets.Core.Oracles;

/// <summary>An aggregated price.</summary>
/// <param name="Validity">For what it may be used.</param>
/// <param name="Reason">Why it is not valid; empty if it is.</param>
/// <param name="PriceE8">The price, 1e-8 of the quote asset; 0 without enough data.</param>
/// <param name="ConfidenceE8">Half-width of the confidence interval, 1e-8 of the quote asset.</param>
/// <param name="OldestAgeNs">
/// Age of the oldest message that votes, nanoseconds; negative when all of them are dated ahead of this clock.
/// </param>
/// <param name="Publishers">Number of publishers that vote.</param>
public readonly record struct OracleResult(
    OracleValidity Validity, string Reason, long PriceE8, long ConfidenceE8, long OldestAgeNs, int Publishers);
