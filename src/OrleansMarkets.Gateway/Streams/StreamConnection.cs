using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;
using OrleansMarkets.Gateway.Access;

namespace OrleansMarkets.Gateway.Streams;

/// <summary>
/// One WebSocket: a queue of messages, bounded in bytes, and a task that writes them. Whoever sends never waits; a reader that is slower
/// than its queue is dropped, and begins with a snapshot when it comes back.
/// </summary>
/// <param name="socket">The socket.</param>
/// <param name="address">Where it comes from.</param>
/// <param name="queueBytes">Most bytes that may wait.</param>
internal sealed class StreamConnection(WebSocket socket, IPAddress? address, int queueBytes)
{
    private readonly Channel<byte[]> _queue = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationTokenSource _aborted = new();
    private readonly HashSet<string> _topics = new(StringComparer.Ordinal);
    private readonly Lock _order = new();
    private List<byte[]>? _held;
    private long _queuedBytes;

    /// <summary>Its id.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);

    /// <summary>Where it comes from.</summary>
    public IPAddress? Address => address;

    /// <summary>Who authenticated; null before that and on public streams.</summary>
    public Caller? Caller { get; set; }

    /// <summary>Ends with the connection.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Number of topics.</summary>
    public int TopicCount
    {
        get
        {
            lock (_topics)
            {
                return _topics.Count;
            }
        }
    }

    /// <summary>Whether it has a topic.</summary>
    public bool Has(string topic)
    {
        lock (_topics)
        {
            return _topics.Contains(topic);
        }
    }

    /// <summary>Adds a topic.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Add(string topic)
    {
        lock (_topics)
        {
            return _topics.Add(topic);
        }
    }

    /// <summary>Removes a topic.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove(string topic)
    {
        lock (_topics)
        {
            return _topics.Remove(topic);
        }
    }

    /// <summary>Queues a message.</summary>
    public void Send<T>(JsonTypeInfo<T> shape, T message) => Send(JsonSerializer.SerializeToUtf8Bytes(message, shape));

    /// <summary>Queues a message that may be shared; drops the connection when too much waits.</summary>
    public void Send(byte[] message)
    {
        if (Interlocked.Add(ref _queuedBytes, message.Length) > queueBytes)
        {
            End();
            return;
        }

        lock (_order)
        {
            if (_held is not null)
            {
                _held.Add(message);
            }
            else
            {
                _queue.Writer.TryWrite(message);
            }
        }
    }

    /// <summary>Lets messages wait until <see cref="Release"/>: topics are joined before the answer says so, and speak after it.</summary>
    public void Hold()
    {
        lock (_order)
        {
            _held = [];
        }
    }

    /// <summary>Queues an answer, and what waited behind it.</summary>
    public void Release<T>(JsonTypeInfo<T> shape, T answer)
    {
        byte[] first = JsonSerializer.SerializeToUtf8Bytes(answer, shape);
        Interlocked.Add(ref _queuedBytes, first.Length);
        lock (_order)
        {
            _queue.Writer.TryWrite(first);
            _held?.ForEach(message => _queue.Writer.TryWrite(message));
            _held = null;
        }
    }

    /// <summary>Ends the connection: what is queued is still written, then goodbye is said.</summary>
    public void End()
    {
        _queue.Writer.TryComplete();

        // What waits for the end runs elsewhere: whoever sends may hold a lock and be in the middle of a list of connections.
        _ = _ended.CancelAsync();
    }

    /// <summary>Breaks the connection off.</summary>
    public void Abort() => _ = _aborted.CancelAsync();

    /// <summary>Writes what is queued until the connection ends, and says goodbye.</summary>
    public async Task WriteAsync()
    {
        try
        {
            await foreach (byte[] message in _queue.Reader.ReadAllAsync(_aborted.Token))
            {
                await socket.SendAsync(message.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, _aborted.Token);
                Interlocked.Add(ref _queuedBytes, -message.Length);
            }

            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _aborted.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or WebSocketException or IOException)
        {
            // It ended, here or there.
        }

        End();
    }

    /// <summary>Reads one message.</summary>
    /// <param name="buffer">Where it goes.</param>
    /// <returns>Its length; −1 when the connection ends or sends what is no text or too long.</returns>
    public async Task<int> ReadAsync(Memory<byte> buffer)
    {
        try
        {
            for (int length = 0; length < buffer.Length;)
            {
                ValueWebSocketReceiveResult read = await socket.ReceiveAsync(buffer[length..], _aborted.Token);
                length += read.Count;
                if (read.MessageType != WebSocketMessageType.Text)
                {
                    return -1;
                }

                if (read.EndOfMessage)
                {
                    return length;
                }
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or WebSocketException or IOException)
        {
            // It ended, here or there.
        }

        return -1;
    }
}
