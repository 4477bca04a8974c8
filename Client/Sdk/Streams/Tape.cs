using System.Threading.Channels;

namespace OrleansMarkets.Client.Streams;

/// <summary>Things that happen once: each is given once, whether it was streamed or fetched.</summary>
/// <param name="output">Where they go.</param>
/// <param name="fetch">Fetches the latest, newest first.</param>
/// <param name="id">What tells them apart.</param>
internal sealed class Tape<T>(ChannelWriter<T> output, Func<CancellationToken, Task<IReadOnlyList<T>>> fetch, Func<T, string> id)
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

    /// <summary>Gives what was missed, as far back as a fetch goes.</summary>
    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        IReadOnlyList<T> latest = await fetch(cancellation);
        await GiveAsync(latest.Reverse(), cancellation);
    }

    /// <summary>Gives what is new among these, oldest first.</summary>
    public async Task GiveAsync(IEnumerable<T> items, CancellationToken cancellation)
    {
        foreach (T item in items)
        {
            if (_seen.Add(id(item)))
            {
                await output.WriteAsync(item, cancellation);
            }
        }
    }
}
