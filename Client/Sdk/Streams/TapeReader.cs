using System.Threading.Channels;

namespace OrleansMarkets.Client.Streams;

/// <summary>Feeds a stream of things that happen once, and after an interruption fetches those that it missed.</summary>
/// <param name="output">Where they go.</param>
/// <param name="parse">Reads a message of the topic, oldest first.</param>
/// <param name="fetch">Fetches the latest, newest first.</param>
/// <param name="id">What tells them apart.</param>
internal sealed class TapeReader<T>(
    ChannelWriter<T> output,
    Func<ReadOnlyMemory<byte>, IEnumerable<T>> parse,
    Func<CancellationToken, Task<IReadOnlyList<T>>> fetch,
    Func<T, string> id) : IStreamReader
{
    // More than any fetch gives, so that nothing fetched again is taken for new.
    private const int Remembered = 10_000;

    private readonly SeenIds _seen = new(Remembered);

    /// <summary>What happened before the stream began is not part of it.</summary>
    public async Task BeginAsync(CancellationToken cancellation)
    {
        foreach (T item in await fetch(cancellation))
        {
            _seen.Add(id(item));
        }
    }

    public async Task ConnectedAsync(CancellationToken cancellation)
    {
        IReadOnlyList<T> latest = await fetch(cancellation);
        for (int i = latest.Count - 1; i >= 0; i--)
        {
            await GiveAsync(latest[i], cancellation);
        }
    }

    public async Task TakeAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        foreach (T item in parse(message))
        {
            await GiveAsync(item, cancellation);
        }
    }

    public void Interrupted()
    {
    }

    private async Task GiveAsync(T item, CancellationToken cancellation)
    {
        if (_seen.Add(id(item)))
        {
            await output.WriteAsync(item, cancellation);
        }
    }
}
