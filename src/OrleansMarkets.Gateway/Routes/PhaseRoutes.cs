using Microsoft.AspNetCore.Http;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.Gateway.Orders;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Venue;

namespace OrleansMarkets.Gateway.Routes;

/// <summary>Changes of a market's phase by operators. The user of the key is the actor in the market's log.</summary>
/// <param name="markets">The markets.</param>
/// <param name="cluster">The books.</param>
internal sealed class PhaseRoutes(GatewayMarkets markets, Cluster cluster) : IRouteSource
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes => [new(HttpMethods.Post, "/v5/x/market/phase", RouteAccess.Admin, SetAsync)];

    private async Task SetAsync(GatewayRequest request)
    {
        PhaseRequest body = request.Read(WireJson.Default.PhaseRequest);
        GatewayMarket market = markets.Find(body.Category, body.Symbol);
        MarketPhase phase = body.Phase switch
        {
            "Open" => MarketPhase.Open,
            "ReduceOnly" => MarketPhase.ReduceOnly,
            "CancelOnly" => MarketPhase.CancelOnly,
            "Halted" => MarketPhase.Halted,
            "PreOpen" => MarketPhase.PreOpen,
            "Closing" => MarketPhase.Closing,
            _ => throw RequestException.Invalid("phase is not Open, ReduceOnly, CancelOnly, Halted, PreOpen or Closing"),
        };
        Fields.Refuse(!Fields.IsSet(body.Reason), "reason is missing");
        PhaseReply reply = await cluster.ChangeAsync(
            cluster.Grains.GetGrain<IOrderBookGrain>(market.Symbol).SetPhase(
                new PhaseOrder(phase, request.Caller.Key.User, body.Reason!)),
            new PhaseReply(ResultCode.Unknown, 0, default, default));
        if (reply.Code != ResultCode.Ok)
        {
            await request.FailAsync(Outcomes.CodeOf(reply.Code, market.IsSpot), Outcomes.MessageOf(reply.Code));
            return;
        }

        markets.Acknowledge(market.Symbol, reply.Sequence);
        await request.AnswerAsync(WireJson.Default.EnvelopePhaseAnswer, new PhaseAnswer
        {
            Phase = reply.Phase.ToString(),
            TargetPhase = reply.TargetPhase.ToString(),
            Sequence = reply.Sequence,
        });
    }
}
