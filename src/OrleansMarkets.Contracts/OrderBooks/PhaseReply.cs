using Orleans;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>What became of an operator's change of phase.</summary>
/// <param name="Code">
/// Ok; InvalidRequest for a phase that cannot be asked for, or without actor or reason; MarketNotOpen if trading has ended for good.
/// </param>
/// <param name="Sequence">Sequence of the market's record, the last one's if the order was refused.</param>
/// <param name="Phase">The phase now.</param>
/// <param name="TargetPhase">The phase that a fresh index will bring while the market is cancel-only, else the phase.</param>
[GenerateSerializer, Immutable, Alias("om.phase-reply")]
public readonly record struct PhaseReply(ResultCode Code, long Sequence, MarketPhase Phase, MarketPhase TargetPhase);
