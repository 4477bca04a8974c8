using System.Buffers;
using System.Collections.Frozen;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Gateway.Access;
using OrleansMarkets.Gateway.Hosting;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Streams;

namespace OrleansMarkets.Gateway.Streams;

/// <summary>Accepts WebSockets and runs them: reads commands, keeps the limits, ends what is idle or whose key was disabled.</summary>
/// <param name="commands">Executes commands.</param>
/// <param name="hub">Forgets connections that ended.</param>
/// <param name="authenticator">Checks keys again.</param>
/// <param name="lifetime">Ends the streams when the host stops: it would wait for them.</param>
/// <param name="options">The limits.</param>
/// <param name="clock">The gateway's clock.</param>
internal sealed class StreamEndpoint(
    StreamCommands commands,
    StreamHub hub,
    RequestAuthenticator authenticator,
    IHostApplicationLifetime lifetime,
    IOptions<GatewayOptions> options,
    TimeProvider clock)
{
    /// <summary>Longest command, bytes.</summary>
    public const int MaximumCommandBytes = 32 * 1024;

    /// <summary>Commands of one connection in any second; beyond it the connection is dropped.</summary>
    public const int MaximumCommandsPerSecond = 100;

    /// <summary>A connection that sends nothing for so long is dropped; clients ping every 20 s.</summary>
    public static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(10);

    /// <summary>How often a connection's key and silence are looked at.</summary>
    public static readonly TimeSpan CheckPeriod = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan CommandWindow = TimeSpan.FromSeconds(1);

    private static readonly FrozenDictionary<string, StreamKind> Kinds = new Dictionary<string, StreamKind>
    {
        ["/v5/public/spot"] = new(IsPrivate: false, MarketKind.Spot),
        ["/v5/public/linear"] = new(IsPrivate: false, MarketKind.LinearPerpetual),
        ["/v5/public/inverse"] = new(IsPrivate: false, Market: null),
        ["/v5/public/option"] = new(IsPrivate: false, Market: null),
        ["/v5/private"] = new(IsPrivate: true, Market: null),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private int _connections;

    /// <summary>Whether it is a WebSocket on a path of streams.</summary>
    public bool Serves(HttpContext context) =>
        context.WebSockets.IsWebSocketRequest && Kinds.ContainsKey(context.Request.Path.Value ?? string.Empty);

    /// <summary>Runs a connection to its end.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        StreamKind kind = Kinds[context.Request.Path.Value!];
        if (Interlocked.Increment(ref _connections) > options.Value.MaximumStreams)
        {
            Interlocked.Decrement(ref _connections);
            throw RequestException.Busy("Too many streams.");
        }

        try
        {
            using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
            var connection = new StreamConnection(socket, context.Connection.RemoteIpAddress, options.Value.StreamQueueBytes);
            using CancellationTokenRegistration stopping = lifetime.ApplicationStopping.Register(connection.End);
            await RunAsync(connection, kind);
        }
        finally
        {
            Interlocked.Decrement(ref _connections);
        }
    }

    private async Task RunAsync(StreamConnection connection, StreamKind kind)
    {
        var activity = new Activity { LastTimestamp = clock.GetTimestamp() };
        Task writing = connection.WriteAsync();
        Task watching = WatchAsync(connection, activity);
        Task reading = ReadAsync(connection, kind, activity);
        await Task.WhenAny(reading, Task.Delay(Timeout.InfiniteTimeSpan, clock, connection.Ended));
        connection.End();

        // The goodbye goes out and the other side's comes in, or neither does in time.
        await Task.WhenAny(Task.WhenAll(reading, writing), Task.Delay(ClosePatience, clock));
        connection.Abort();
        try
        {
            await Task.WhenAll(reading, writing, watching);
        }
        finally
        {
            // Not before: the last commands may still have subscribed to something.
            hub.Forget(connection);
        }
    }

    private async Task ReadAsync(StreamConnection connection, StreamKind kind, Activity activity)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(MaximumCommandBytes);
        var window = new SlidingWindow();
        long windowTicks = (long)(CommandWindow.TotalSeconds * clock.TimestampFrequency);
        try
        {
            while (await connection.ReadAsync(buffer.AsMemory(0, MaximumCommandBytes)) is >= 0 and int length)
            {
                activity.LastTimestamp = clock.GetTimestamp();
                if (!window.Take(activity.LastTimestamp, windowTicks, MaximumCommandsPerSecond).Taken)
                {
                    return;
                }

                await commands.ExecuteAsync(connection, kind, Read(buffer.AsSpan(0, length)));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static StreamCommand Read(ReadOnlySpan<byte> message)
    {
        try
        {
            var reader = new Utf8JsonReader(message, new JsonReaderOptions { MaxDepth = GatewayRequest.MaximumJsonDepth });
            return JsonSerializer.Deserialize(ref reader, WireJson.Default.StreamCommand) ?? new StreamCommand();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Answered like an unknown operation.
            return new StreamCommand();
        }
    }

    private async Task WatchAsync(StreamConnection connection, Activity activity)
    {
        using PeriodicTimer timer = new(CheckPeriod, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(connection.Ended))
            {
                bool isIdle = clock.GetElapsedTime(activity.LastTimestamp) > IdleTimeout;
                if (isIdle || !await IsStillGoodAsync(connection))
                {
                    connection.End();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // It ended.
        }
    }

    private async ValueTask<bool> IsStillGoodAsync(StreamConnection connection)
    {
        if (connection.Caller is not { } caller)
        {
            return true;
        }

        hub.FollowAll();
        return await authenticator.IsStillGoodAsync(caller.Key.KeyId, connection.Address);
    }

    private sealed class Activity
    {
        private long _lastTimestamp;

        public long LastTimestamp
        {
            get => Volatile.Read(ref _lastTimestamp);
            set => Volatile.Write(ref _lastTimestamp, value);
        }
    }
}
