using Orleans;

namespace OrleansMarkets.Contracts.CrossMargin;

/// <summary>A hold on insurance money for one liquidation episode, or its settlement.</summary>
/// <param name="Account">The account in liquidation.</param>
/// <param name="Episode">The episode.</param>
/// <param name="Asset">The asset.</param>
/// <param name="AmountQuanta">Hold: the most that may be needed. Settlement: the exact deficit.</param>
[GenerateSerializer, Immutable, Alias("om.insurance-request")]
public readonly record struct InsuranceRequest(
    long Account,
    long Episode,
    string Asset,
    long AmountQuanta);
