namespace OrleansMarkets.Client.Streams;

/// <summary>Takes what a stream brings, on one task, over any number of connections.</summary>
internal interface IStreamReader
{
    /// <summary>A connection stands and its topic is subscribed: what was missed before can be fetched now.</summary>
    Task ConnectedAsync(CancellationToken cancellation);

    /// <summary>Takes one message of the topic.</summary>
    /// <exception cref="ExchangeUnavailableException">It does not follow the one before: the stream has to be made anew.</exception>
    Task TakeAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation);

    /// <summary>The connection is lost.</summary>
    void Interrupted();
}
