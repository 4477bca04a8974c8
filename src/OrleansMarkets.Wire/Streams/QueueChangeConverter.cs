namespace OrleansMarkets.Wire.Streams;

/// <summary>Writes a change of a resting order as an array of six texts.</summary>
public sealed class QueueChangeConverter() : TextArrayConverter<QueueChange>(6)
{
    /// <inheritdoc/>
    protected override QueueChange FromTexts(ReadOnlySpan<string> texts) =>
        new(texts[0], texts[1], new QueuedOrder(texts[2], texts[3], texts[4], texts[5]));

    /// <inheritdoc/>
    protected override ReadOnlySpan<string> ToTexts(QueueChange value) =>
        new[] { value.Kind, value.Side, value.Order.Number, value.Order.Price, value.Order.Size, value.Order.Priority };
}
