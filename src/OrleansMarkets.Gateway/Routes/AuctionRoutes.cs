using Microsoft.AspNetCore.Http;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.Gateway.Shapes;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Routes;

/// <summary>Auctions, from the replicas.</summary>
/// <param name="markets">The markets.</param>
internal sealed class AuctionRoutes(GatewayMarkets markets) : IRouteSource
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes => [new(HttpMethods.Get, "/v5/x/market/auction", RouteAccess.Public, AnswerAsync)];

    private Task AnswerAsync(GatewayRequest request)
    {
        GatewayMarket market = markets.Find(request.Query.Text("category") ?? Categories.Linear, request.Query.Text("symbol"));
        return request.AnswerAsync(
            WireJson.Default.EnvelopeMarketAuction, AuctionShapes.Auction(market, market.Replica.ReadAuction()));
    }
}
