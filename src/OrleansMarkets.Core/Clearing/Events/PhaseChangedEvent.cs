using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>The phase changed, or the phase that is waited for.</summary>
/// <param name="Phase">The phase from now on.</param>
/// <param name="TargetPhase">The phase that a fresh index will bring while the market is cancel-only after a start.</param>
public readonly record struct PhaseChangedEvent(MarketPhase Phase, MarketPhase TargetPhase);
