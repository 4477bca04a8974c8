using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OrleansMarkets.Client.Streams;

/// <summary>Reading of topic messages.</summary>
internal static class StreamMessages
{
    public static T Read<T>(ReadOnlyMemory<byte> message, JsonTypeInfo<T> shape)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(message.Span, shape) ?? throw new JsonException("null");
        }
        catch (JsonException failure)
        {
            throw new ProtocolException("a stream brought a message that is not one of a gateway", failure);
        }
    }
}
