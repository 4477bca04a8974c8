using OrleansMarkets.Client.Http;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Client.Streams;

/// <summary>Feeds a live auction from its topic, whose messages are always whole.</summary>
internal sealed class AuctionReader(MarketId market, LiveAuction live) : IStreamReader
{
    public Task ConnectedAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task TakeAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        var update = StreamMessages.Read(message, WireJson.Default.StreamMessageMarketAuction);
        live.Set(update.Data is { } auction
            ? WireMapping.ToAuction(market, auction)
            : throw new ProtocolException("the gateway sent an auction without content"));
        return Task.CompletedTask;
    }

    public void Interrupted() => live.Interrupt();
}
