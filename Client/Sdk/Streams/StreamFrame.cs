using System.Text.Json;

namespace OrleansMarkets.Client.Streams;

/// <summary>One message of a socket, told apart by its outermost members without reading the rest.</summary>
/// <param name="Topic">Its topic; null for an answer to a command.</param>
/// <param name="Operation">The command that it answers; null for a message of a topic.</param>
/// <param name="Body">The whole message.</param>
internal readonly record struct StreamFrame(string? Topic, string? Operation, ReadOnlyMemory<byte> Body)
{
    public static StreamFrame Read(ReadOnlyMemory<byte> body)
    {
        string? topic = null;
        string? operation = null;
        var reader = new Utf8JsonReader(body.Span);
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName)
                {
                    continue;
                }

                bool isTopic = reader.ValueTextEquals("topic"u8);
                bool isOperation = reader.ValueTextEquals("op"u8);
                reader.Read();
                topic = isTopic ? reader.GetString() : topic;
                operation = isOperation ? reader.GetString() : operation;
                reader.Skip();
            }
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            throw new ProtocolException("a stream brought a message that is not one of a gateway", failure);
        }

        return new StreamFrame(topic, operation, body);
    }
}
