using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.MarketData.Symbols;

namespace OrleansMarkets.Gateway.Orders;

/// <summary>Who asks, by which name the request is known, and until when it may be carried out.</summary>
/// <param name="Account">The account.</param>
/// <param name="Id">The command id of what has no name of its own.</param>
/// <param name="DeadlineNs">Unix nanoseconds.</param>
/// <param name="Aborted">Ends when the client goes away.</param>
internal readonly record struct RequestName(long Account, CommandKey Id, long DeadlineNs, CancellationToken Aborted)
{
    // A request at the end of its receive window still gets this long to reach the book.
    private const long LeastDeadlineNs = 1_000_000_000;

    /// <summary>Of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="clock">The gateway's clock.</param>
    public static RequestName Of(GatewayRequest request, TimeProvider clock) => new(
        request.Caller.Account,
        CommandIds.OfSignature(request.Caller.Key.KeyId, request.Signature),

        // The request's own window, so that the book still knows the command whenever the request could be replayed.
        Math.Max(request.ExpiresMs * Times.NsPerMs, clock.NowNs() + LeastDeadlineNs),
        request.Aborted);

    /// <summary>Of one request of a batch, or one command of a request.</summary>
    /// <param name="part">Which.</param>
    public RequestName Part(string part) => this with { Id = CommandIds.OfPart(Id, part) };

    /// <summary>Of one request of a batch.</summary>
    /// <param name="index">Its place.</param>
    public RequestName Part(int index) => Part(index.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The account's grain.</summary>
    public ICrossMarginGrain Grain(Cluster cluster) => cluster.Grains.GetGrain<ICrossMarginGrain>(Account);
}
