namespace OrleansMarkets.Wire.Market;

/// <summary>Writes a price level as an array of two texts.</summary>
public sealed class PriceLevelConverter() : TextArrayConverter<PriceLevel>(2)
{
    /// <inheritdoc/>
    protected override PriceLevel FromTexts(ReadOnlySpan<string> texts) => new(texts[0], texts[1]);

    /// <inheritdoc/>
    protected override ReadOnlySpan<string> ToTexts(PriceLevel value) => new[] { value.Price, value.Size };
}
