namespace OrleansMarkets.Wire.Streams;

/// <summary>Writes a resting order as an array of four texts.</summary>
public sealed class QueuedOrderConverter() : TextArrayConverter<QueuedOrder>(4)
{
    /// <inheritdoc/>
    protected override QueuedOrder FromTexts(ReadOnlySpan<string> texts) => new(texts[0], texts[1], texts[2], texts[3]);

    /// <inheritdoc/>
    protected override ReadOnlySpan<string> ToTexts(QueuedOrder value) =>
        new[] { value.Number, value.Price, value.Size, value.Priority };
}
