using System.Buffers;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using OrleansMarkets.Client.Http;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Streams;

namespace OrleansMarkets.Client.Streams;

/// <summary>One connection to a stream: opened, authenticated, subscribed, kept awake by pings. Its end is an exception.</summary>
internal sealed class StreamSocket : IAsyncDisposable
{
    /// <summary>Longest message.</summary>
    private const int MaximumMessageBytes = 4 << 20;

    /// <summary>Messages of the topic that may come before the answer to the subscription.</summary>
    private const int MaximumEarlyFrames = 1000;

    /// <summary>How many pings may stay unanswered, in ping intervals.</summary>
    private const int SilentPings = 3;

    private static readonly TimeSpan AuthenticationLifetime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);

    private readonly ClientWebSocket _socket = new();
    private readonly HttpConnectionOptions _options;
    private readonly SemaphoreSlim _sending = new(1);
    private readonly Queue<StreamFrame> _early = new();
    private readonly ArrayBufferWriter<byte> _message = new();
    private readonly CancellationTokenSource _silence;
    private ITimer? _pings;

    private StreamSocket(HttpConnectionOptions options)
    {
        _options = options;
        _silence = new CancellationTokenSource(options.PingInterval * SilentPings, options.Time);
    }

    /// <summary>Opens a socket and subscribes.</summary>
    /// <exception cref="ExchangeUnavailableException">It did not come about; it may later.</exception>
    /// <exception cref="RequestRejectedException">The gateway refuses the key or the topic.</exception>
    public static async Task<StreamSocket> OpenAsync(
        HttpConnectionOptions options, GatewayTransport transport, StreamTopic topic, CancellationToken cancellation)
    {
        var socket = new StreamSocket(options);
        try
        {
            using var attempt = new Attempt(options, cancellation);
            await socket.OpenAsync(transport, topic, attempt.Token, cancellation);
            return socket;
        }
        catch
        {
            await socket.DisposeAsync();
            throw;
        }
    }

    /// <summary>The next message of the topic.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellation)
    {
        if (_early.TryDequeue(out StreamFrame early))
        {
            return early.Body;
        }

        while (true)
        {
            StreamFrame frame = await ReceiveAsync(cancellation, cancellation);
            if (frame.Topic is not null)
            {
                return frame.Body;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_pings is not null)
        {
            await _pings.DisposeAsync();
        }

        await CloseAsync();
        _socket.Dispose();
        _silence.Dispose();
    }

    private async Task OpenAsync(GatewayTransport transport, StreamTopic topic, CancellationToken attempt, CancellationToken caller)
    {
        var address = new UriBuilder(_options.Url) { Scheme = _options.Url.Scheme == "https" ? "wss" : "ws", Path = topic.Path };
        await GuardAsync(() => _socket.ConnectAsync(address.Uri, attempt), caller);
        if (topic.IsPrivate)
        {
            (string key, string secret) = transport.Credentials();
            long expiresMs = await transport.Clock.NowMsAsync(attempt) + (long)AuthenticationLifetime.TotalMilliseconds;
            string[] proof = [key, expiresMs.ToString(CultureInfo.InvariantCulture), RequestSignature.SignStream(secret, expiresMs)];
            StreamAnswer answer = await AskAsync("auth", proof, attempt, caller);
            if (!answer.Success)
            {
                throw new AccessDeniedException(new MarketsError(0, 0, $"the stream refused the key: {answer.Message}"));
            }
        }

        StreamAnswer subscribed = await AskAsync("subscribe", [topic.Topic], attempt, caller);
        if (!subscribed.Success)
        {
            throw new RequestRejectedException(new MarketsError(0, 0, $"the stream refused the topic {topic.Topic}: {subscribed.Message}"));
        }

        _pings = _options.Time.CreateTimer(_ => _ = PingAsync(), null, _options.PingInterval, _options.PingInterval);
    }

    private async Task<StreamAnswer> AskAsync(
        string operation, IReadOnlyList<string> arguments, CancellationToken attempt, CancellationToken caller)
    {
        await SendAsync(new StreamCommand { RequestId = operation, Operation = operation, Arguments = arguments }, attempt, caller);
        while (true)
        {
            StreamFrame frame = await ReceiveAsync(attempt, caller);
            if (frame.Operation == operation)
            {
                return Read(frame);
            }

            if (frame.Topic is not null)
            {
                _early.Enqueue(frame);
                if (_early.Count > MaximumEarlyFrames)
                {
                    throw new ProtocolException($"more than {MaximumEarlyFrames} messages came before the answer to '{operation}'");
                }
            }
        }
    }

    private static StreamAnswer Read(StreamFrame frame)
    {
        try
        {
            return JsonSerializer.Deserialize(frame.Body.Span, WireJson.Default.StreamAnswer) ?? throw new JsonException("null");
        }
        catch (JsonException failure)
        {
            throw new ProtocolException("a stream brought an answer that is not one of a gateway", failure);
        }
    }

    // What goes wrong here shows up as silence, which the reader notices.
    private async Task PingAsync()
    {
        try
        {
            await SendAsync(new StreamCommand { RequestId = "ping", Operation = "ping" }, _silence.Token, _silence.Token);
        }
        catch (Exception failure) when (failure is MarketsException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }

    private async Task SendAsync(StreamCommand command, CancellationToken attempt, CancellationToken caller)
    {
        byte[] message = JsonSerializer.SerializeToUtf8Bytes(command, WireJson.Default.StreamCommand);
        await GuardAsync(
            async () =>
            {
                await _sending.WaitAsync(attempt);
                try
                {
                    await _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, attempt);
                }
                finally
                {
                    _sending.Release();
                }
            },
            caller);
    }

    private async Task<StreamFrame> ReceiveAsync(CancellationToken attempt, CancellationToken caller)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(attempt, _silence.Token);
        _message.ResetWrittenCount();
        await GuardAsync(() => ReceiveWholeAsync(either.Token), caller);
        _silence.CancelAfter(_options.PingInterval * SilentPings);
        return StreamFrame.Read(_message.WrittenSpan.ToArray());
    }

    private async Task ReceiveWholeAsync(CancellationToken cancellation)
    {
        const int chunk = 16 << 10;
        while (true)
        {
            ValueWebSocketReceiveResult part = await _socket.ReceiveAsync(_message.GetMemory(chunk), cancellation);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                string words = $"the gateway closed the stream: {_socket.CloseStatusDescription}";
                throw new ExchangeUnavailableException(new MarketsError(0, 0, words));
            }

            _message.Advance(part.Count);
            if (part.EndOfMessage)
            {
                return;
            }

            if (_message.WrittenCount > MaximumMessageBytes)
            {
                throw new ProtocolException($"a stream brought a message of more than {MaximumMessageBytes} bytes");
            }
        }
    }

    private async Task GuardAsync(Func<Task> action, CancellationToken caller)
    {
        try
        {
            await action();
        }
        catch (WebSocketException failure)
        {
            throw new ExchangeUnavailableException(new MarketsError(0, 0, $"the stream of {_options.Url} is broken"), failure);
        }
        catch (OperationCanceledException failure) when (!caller.IsCancellationRequested)
        {
            throw new ExchangeUnavailableException(new MarketsError(0, 0, $"the stream of {_options.Url} is silent"), failure);
        }
    }

    private async Task CloseAsync()
    {
        if (_socket.State != WebSocketState.Open)
        {
            return;
        }

        using var patience = new CancellationTokenSource(CloseTimeout, _options.Time);
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // It is gone already.
        }
    }
}
