namespace OrleansMarkets.Core.Liquidation;

/// <summary>What one counterparty gives up.</summary>
/// <param name="Candidate">The counterparty.</param>
/// <param name="Lots">Lots of its position that are closed.</param>
public readonly record struct DeleverageCut(DeleverageCandidate Candidate, long Lots);
