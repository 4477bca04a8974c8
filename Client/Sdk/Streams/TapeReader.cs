namespace OrleansMarkets.Client.Streams;

/// <summary>Feeds a tape from its topic.</summary>
/// <param name="give">Takes the things of one message.</param>
/// <param name="catchUp">Fetches what was missed.</param>
/// <param name="parse">Reads a message of the topic, oldest first.</param>
internal sealed class TapeReader<T>(
    Func<IEnumerable<T>, CancellationToken, Task> give,
    Func<CancellationToken, Task> catchUp,
    Func<ReadOnlyMemory<byte>, IEnumerable<T>> parse) : IStreamReader
{
    public Task ConnectedAsync(CancellationToken cancellation) => catchUp(cancellation);

    public Task TakeAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation) => give(parse(message), cancellation);

    public void Interrupted()
    {
    }
}
