using OrleansMarkets.Core.Clearing.Commands;

namespace OrleansMarkets.Core.Clearing;

/// <summary>The head of a record of the market log.</summary>
/// <param name="RulesVersion">Version of the rules that decided it.</param>
/// <param name="Sequence">Its number, dense from 1.</param>
/// <param name="TimeNs">Book time, strictly rising.</param>
/// <param name="Command">Kind of its command.</param>
public readonly record struct RecordHeader(byte RulesVersion, long Sequence, long TimeNs, CommandKind Command);
