using OrleansMarkets.Wire;

namespace OrleansMarkets.Client.Streams;

/// <summary>Feeds a live book from its topic.</summary>
internal sealed class BookReader(MarketId market, LiveBook book) : IStreamReader
{
    private readonly BookFold _fold = new(market);

    public Task ConnectedAsync(CancellationToken cancellation)
    {
        _fold.Reset();
        return Task.CompletedTask;
    }

    public Task TakeAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        var update = StreamMessages.Read(message, WireJson.Default.StreamMessageStreamBook);
        if (update.Data is null)
        {
            throw new ProtocolException("the gateway sent a book without content");
        }

        book.Set(_fold.Take(update.Data, update.Type == "snapshot", update.Time));
        return Task.CompletedTask;
    }

    public void Interrupted() => book.Interrupt();
}
