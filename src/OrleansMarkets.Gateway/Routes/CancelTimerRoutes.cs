using Microsoft.AspNetCore.Http;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Orders;
using OrleansMarkets.Gateway.Streams;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Trading;

namespace OrleansMarkets.Gateway.Routes;

/// <summary>Dead man's switches: orders that go when their owner is not heard any more.</summary>
/// <param name="guard">Keeps the times of those who have private streams.</param>
/// <param name="cluster">The accounts.</param>
internal sealed class CancelTimerRoutes(DisconnectGuard guard, Cluster cluster) : IRouteSource
{
    private const int LeastWindowSeconds = 3;
    private const int MostWindowSeconds = 300;
    private const int MostTimerSeconds = 3_600;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new(HttpMethods.Post, "/v5/order/disconnected-cancel-all", RouteAccess.Cancel, GuardAsync),
        new(HttpMethods.Post, "/v5/x/order/cancel-all-after", RouteAccess.Cancel, SetAsync),
    ];

    private async Task GuardAsync(GatewayRequest request)
    {
        DisconnectRequest body = request.Read(WireJson.Default.DisconnectRequest);
        Fields.Refuse(
            body.Product is not (null or "" or "DERIVATIVES" or "SPOT" or "OPTIONS"), "product is not DERIVATIVES, SPOT or OPTIONS");
        bool isKnown = body.TimeWindow is 0 or (>= LeastWindowSeconds and <= MostWindowSeconds);
        Fields.Refuse(!isKnown, $"timeWindow is not {LeastWindowSeconds} to {MostWindowSeconds} seconds, or 0");
        await AnswerAsync(request, await guard.SetAsync(request.Caller.Account, TimeSpan.FromSeconds(body.TimeWindow!.Value)));
    }

    private async Task SetAsync(GatewayRequest request)
    {
        CancelAfterRequest body = request.Read(WireJson.Default.CancelAfterRequest);
        Fields.Refuse(body.TimeWindow is not (>= 0 and <= MostTimerSeconds), $"timeWindow is not 0 to {MostTimerSeconds} seconds");
        long timeoutNs = TimeSpan.FromSeconds(body.TimeWindow!.Value).Ticks * TimeSpan.NanosecondsPerTick;
        await AnswerAsync(
            request,
            await cluster.ChangeAsync(
                cluster.Grains.GetGrain<ICrossMarginGrain>(request.Caller.Account).CancelAllAfter(timeoutNs), ResultCode.Unknown));
    }

    private static Task AnswerAsync(GatewayRequest request, ResultCode code) => code == ResultCode.Ok
        ? request.AnswerAsync(WireJson.Default.EnvelopeEmptyObject, EmptyObject.Instance)
        : request.FailAsync(Outcomes.CodeOf(code, isSpot: false), Outcomes.MessageOf(code));
}
