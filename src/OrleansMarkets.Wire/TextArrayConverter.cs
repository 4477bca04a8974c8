using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire;

/// <summary>Writes something as an array of a fixed number of texts.</summary>
/// <typeparam name="T">What it is.</typeparam>
/// <param name="count">Number of texts.</param>
public abstract class TextArrayConverter<T>(int count) : JsonConverter<T>
{
    /// <inheritdoc/>
    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Expect(reader.TokenType == JsonTokenType.StartArray);
        var texts = new string[count];
        for (int i = 0; i < count; i++)
        {
            Expect(reader.Read() && reader.TokenType == JsonTokenType.String);
            texts[i] = reader.GetString()!;
        }

        Expect(reader.Read() && reader.TokenType == JsonTokenType.EndArray);
        return FromTexts(texts);
    }

    /// <inheritdoc/>
    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (string text in ToTexts(value))
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    /// <summary>Makes it of its texts.</summary>
    /// <param name="texts">As many as there have to be.</param>
    protected abstract T FromTexts(ReadOnlySpan<string> texts);

    /// <summary>Its texts.</summary>
    /// <param name="value">What to write.</param>
    protected abstract ReadOnlySpan<string> ToTexts(T value);

    private void Expect(bool holds)
    {
        if (!holds)
        {
            throw new JsonException($"An array of {count} texts is expected.");
        }
    }
}
