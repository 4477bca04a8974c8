using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Core.Clearing.Commands;

/// <summary>An operator's change of phase. Opening is honoured as soon as a fresh index is there and due boundaries are applied.</summary>
/// <param name="Phase">The phase asked for; <see cref="MarketPhase.Replaying"/> cannot be.</param>
public readonly record struct SetPhaseCommand(MarketPhase Phase);
