using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Streams;

/// <summary>Reads a text, or a whole number as its text: clients send both. Writes texts.</summary>
public sealed class TextConverter : JsonConverter<string>
{
    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadText(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    internal static string ReadText(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.Number when reader.TryGetInt64(out long number) =>
            number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => throw new JsonException("A text or a whole number is expected."),
    };
}
