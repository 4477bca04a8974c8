using Orleans;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Contracts.CrossMargin;

/// <summary>What insurance holds or paid.</summary>
/// <param name="Code">The outcome.</param>
/// <param name="AmountQuanta">Held, or paid.</param>
[GenerateSerializer, Immutable, Alias("om.insurance-reply")]
public readonly record struct InsuranceReply(
    ResultCode Code,
    long AmountQuanta);
