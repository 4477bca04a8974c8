using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Market;

/// <summary>Writes a price level as an array of two texts.</summary>
public sealed class PriceLevelConverter : JsonConverter<PriceLevel>
{
    /// <inheritdoc/>
    public override PriceLevel Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Expect(reader.TokenType == JsonTokenType.StartArray);
        string price = Text(ref reader);
        string size = Text(ref reader);
        Expect(reader.Read() && reader.TokenType == JsonTokenType.EndArray);
        return new PriceLevel(price, size);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, PriceLevel value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(value.Price);
        writer.WriteStringValue(value.Size);
        writer.WriteEndArray();
    }

    private static string Text(ref Utf8JsonReader reader)
    {
        Expect(reader.Read() && reader.TokenType == JsonTokenType.String);
        return reader.GetString()!;
    }

    private static void Expect(bool holds)
    {
        if (!holds)
        {
            throw new JsonException("A price level is an array of two texts.");
        }
    }
}
