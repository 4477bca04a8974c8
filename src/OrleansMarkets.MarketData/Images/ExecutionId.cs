using System.Globalization;

namespace OrleansMarkets.MarketData.Images;

/// <summary>Names a trade or a payment within its market for ever: the record, and the place of the event in it.</summary>
/// <param name="Sequence">Sequence of the record.</param>
/// <param name="Index">Number of the event within the record, from 0. Both sides of a trade have the same.</param>
public readonly record struct ExecutionId(long Sequence, int Index)
{
    /// <summary>The id as text: sequence, a hyphen, index.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}-{Index}");
}
