using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansMarkets.Cli.Output;

/// <summary>Results for machines: one line of JSON, decimals as text so that no reader rounds them.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new DecimalTextConverter() },
    };

    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Options);
}
