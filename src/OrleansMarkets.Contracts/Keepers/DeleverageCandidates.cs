using System.Collections.Immutable;
using Orleans;

namespace OrleansMarkets.Contracts.Keepers;

/// <summary>Opposite positions of one shard.</summary>
/// <param name="IsReady">Whether the shard knows all its accounts.</param>
/// <param name="Candidates">The candidates.</param>
[GenerateSerializer, Immutable, Alias("om.deleverage-candidates")]
public sealed record DeleverageCandidates(
    bool IsReady,
    ImmutableArray<DeleverageCandidate> Candidates);
