using Microsoft.AspNetCore.Http;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.Gateway.Orders;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Trading;

namespace OrleansMarkets.Gateway.Routes;

/// <summary>Sets the orders that close a whole position.</summary>
/// <param name="markets">The markets.</param>
/// <param name="calls">The accounts: orders and cancels.</param>
/// <param name="cluster">The accounts.</param>
/// <param name="clock">The gateway's clock.</param>
internal sealed class TradingStopRoutes(GatewayMarkets markets, AccountCalls calls, Cluster cluster, TimeProvider clock) : IRouteSource
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes => [new(HttpMethods.Post, "/v5/position/trading-stop", RouteAccess.Trade, SetAsync)];

    private async Task SetAsync(GatewayRequest request)
    {
        TradingStopRequest body = request.Read(WireJson.Default.TradingStopRequest);
        GatewayMarket market = markets.Find(body.Category, body.Symbol);
        Fields.Refuse(market.IsSpot, "spot has no positions");
        RequestName name = RequestName.Of(request, clock);
        RiskReport report = await cluster.AskAsync(name.Grain(cluster).GetRisk());
        long size = report.Positions.FirstOrDefault(line => line.Symbol == market.Symbol)?.Row.SizeLots ?? 0;
        var wanted = ClosingOrders.Of(body, market, name, size > 0 ? Side.Sell : Side.Buy);
        Fields.Refuse(size == 0, "there is no position to close");
        await markets.SettleAsync(market, request.Aborted);
        IReadOnlyList<OrderImage> open = ClosingOrders.Open(market, name.Account);
        foreach ((TriggerKind kind, PlaceOrder? order) in wanted)
        {
            int code = await ReplaceAsync(name, market, order, open.Where(each => each.Instructions!.Trigger.Kind == kind));
            if (code != RetCodes.Ok)
            {
                await request.FailAsync(code, "The order that closes the position was refused; the one before stays.");
                return;
            }
        }

        await request.AnswerAsync(WireJson.Default.EnvelopeEmptyObject, EmptyObject.Instance);
    }

    // The new one first: the position is never without the old one while the new one may still be refused.
    private async Task<int> ReplaceAsync(RequestName name, GatewayMarket market, PlaceOrder? order, IEnumerable<OrderImage> before)
    {
        long placed = 0;
        if (order is not null)
        {
            PlaceResult result = await calls.OneAsync(name, new BatchItem(Place: order));
            if (result.Code != ResultCode.Ok)
            {
                return Outcomes.CodeOf(result.Code, order, isSpot: false);
            }

            placed = result.OrderId;
        }

        foreach (OrderImage old in before.Where(each => each.OrderId != placed))
        {
            RequestName part = name.Part(market.OrderIdText(old.OrderId));
            PlaceResult gone = await calls.OneAsync(part, OrderCommands.CancelOf(part, market, old.OrderId));
            if (gone.Code is not (ResultCode.Ok or ResultCode.OrderNotFound))
            {
                return Outcomes.CodeOf(gone.Code, isSpot: false);
            }
        }

        return RetCodes.Ok;
    }
}
