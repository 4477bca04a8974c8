using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Tests.Support;

/// <summary>A client of streams that looks at raw JSON.</summary>
internal sealed class StreamClient : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1024 * 1024];

    /// <summary>Whether the other side said goodbye.</summary>
    public bool WasClosedOrderly => _socket.CloseStatus == WebSocketCloseStatus.NormalClosure;

    public static async Task<StreamClient> ConnectAsync(GatewayHost host, string path)
    {
        StreamClient client = new();
        UriBuilder address = new(host.Address) { Scheme = "ws", Path = path };
        await client._socket.ConnectAsync(address.Uri, default);
        return client;
    }

    /// <summary>A private stream of a trader, subscribed.</summary>
    public static async Task<StreamClient> PrivateAsync(GatewayHost host, SigningClient trader, params string[] topics)
    {
        StreamClient client = await ConnectAsync(host, "/v5/private");
        await client.SendAsync(Auth(trader));
        Assert.True((await client.NextAsync()).GetProperty("success").GetBoolean());
        await client.SubscribeAsync(topics);
        return client;
    }

    public static string Auth(SigningClient trader, long validMs = 10_000)
    {
        long expires = TimeProvider.System.NowMs() + validMs;
        string signature = RequestSignature.SignStream(trader.Secret, expires);
        return $$"""{"op":"auth","args":["{{trader.Key}}",{{expires}},"{{signature}}"]}""";
    }

    public Task SendAsync(string message) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, default);

    public async Task SubscribeAsync(params string[] topics)
    {
        await SendAsync($$"""{"op":"subscribe","req_id":"7","args":{{JsonSerializer.Serialize(topics)}}}""");
        JsonElement answer = await NextAsync();
        Assert.True(answer.GetProperty("success").GetBoolean(), answer.ToString());
    }

    /// <summary>The next message; fails when none comes in time.</summary>
    public async Task<JsonElement> NextAsync() =>
        await ReadAsync() ?? throw new InvalidOperationException("The stream ended.");

    /// <summary>The next message of a topic; others are passed over.</summary>
    public async Task<JsonElement> NextAsync(string topic)
    {
        while (true)
        {
            JsonElement message = await NextAsync();
            if (message.TryGetProperty("topic", out JsonElement name) && name.GetString() == topic)
            {
                return message;
            }
        }
    }

    /// <summary>Reads until the other side ends the stream.</summary>
    public async Task EndedAsync()
    {
        while (await ReadAsync() is not null)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_socket.State == WebSocketState.Open)
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, default);
        }

        _socket.Dispose();
    }

    private async Task<JsonElement?> ReadAsync()
    {
        using CancellationTokenSource limit = new(GatewayHost.Patience);
        int length = 0;
        try
        {
            while (true)
            {
                ValueWebSocketReceiveResult read = await _socket.ReceiveAsync(_buffer.AsMemory(length), limit.Token);
                length += read.Count;
                if (read.MessageType == WebSocketMessageType.Close)
                {
                    return null;
                }

                if (read.EndOfMessage)
                {
                    return JsonDocument.Parse(_buffer.AsMemory(0, length)).RootElement.Clone();
                }
            }
        }
        catch (WebSocketException)
        {
            return null;
        }
    }
}
