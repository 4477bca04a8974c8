using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansMarkets.Cli.Output;

/// <summary>Writes decimals as text, without zeros at the end.</summary>
internal sealed class DecimalTextConverter : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        decimal.Parse(reader.GetString()!, CultureInfo.InvariantCulture);

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Texts.Of(value));
}
