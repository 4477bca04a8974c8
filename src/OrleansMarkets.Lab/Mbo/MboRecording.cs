using System.Collections.Immutable;

namespace OrleansMarkets.Lab.Mbo;

/// <summary>A recorded order feed of one instrument.</summary>
/// <param name="Source">Name of the file.</param>
/// <param name="TickE9">Greatest common divisor of all prices, 10^−9 of the quote unit: the unit of its prices.</param>
/// <param name="Rows">The rows in order, at least one.</param>
public sealed record MboRecording(string Source, long TickE9, ImmutableArray<MboRow> Rows)
{
    /// <summary>The most rows that are taken.</summary>
    public const int MaximumRows = 1 << 22;
}
