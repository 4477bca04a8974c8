using OrleansMarkets.Client.Http;
using OrleansMarkets.Client.Retries;

namespace OrleansMarkets.Client.Streams;

/// <summary>Keeps a stream connected: what waiting can mend is waited for, everything else ends it.</summary>
internal sealed class StreamLoop(HttpConnectionOptions options, GatewayTransport transport)
{
    /// <summary>Runs until the token ends.</summary>
    /// <param name="topic">What to follow.</param>
    /// <param name="reader">Who takes it.</param>
    /// <param name="stands">Called when the first connection stands.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ExchangeUnavailableException">The first connection did not come about within the attempts of a read.</exception>
    public async Task RunAsync(StreamTopic topic, IStreamReader reader, Action stands, CancellationToken cancellation)
    {
        var pauses = new Pauses(options.Limits, options.Time);
        int failures = 0;
        bool stood = false;
        long connected = options.Time.GetTimestamp();
        while (true)
        {
            try
            {
                await using StreamSocket socket = await StreamSocket.OpenAsync(options, transport, topic, cancellation);
                connected = options.Time.GetTimestamp();
                stood = true;
                stands();
                await reader.ConnectedAsync(cancellation);
                while (true)
                {
                    await reader.TakeAsync(await socket.ReadAsync(cancellation), cancellation);
                }
            }
            catch (ExchangeUnavailableException failure) when (stood || ++failures < options.Limits.ReadAttempts)
            {
                reader.Interrupted();
                if (options.Time.GetElapsedTime(connected) > options.Limits.LongestPause)
                {
                    pauses.Reset();
                }

                await pauses.WaitAsync(failure, cancellation);
            }
        }
    }
}
