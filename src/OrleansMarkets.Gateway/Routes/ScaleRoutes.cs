using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.Gateway.Orders;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.MarketData.Symbols;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Trading;

namespace OrleansMarkets.Gateway.Routes;

/// <summary>Places scale orders.</summary>
/// <param name="markets">The markets.</param>
/// <param name="cluster">The accounts.</param>
/// <param name="clock">The gateway's clock.</param>
internal sealed class ScaleRoutes(GatewayMarkets markets, Cluster cluster, TimeProvider clock) : IRouteSource
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes => [new(HttpMethods.Post, "/v5/x/order/scale", RouteAccess.Trade, PlaceAsync)];

    private async Task PlaceAsync(GatewayRequest request)
    {
        ScaleOrderRequest body = request.Read(WireJson.Default.ScaleOrderRequest);
        GatewayMarket market = markets.Find(body.Category, body.Symbol);
        RequestName name = RequestName.Of(request, clock);
        CommandKey id = Fields.IsSet(body.OrderLinkId) ? CommandIds.OfOrderLink(body.OrderLinkId) : name.Id;
        ScaleOrder scale = ScaleTranslator.Translate(body, market, id, name.DeadlineNs);
        ScaleResult result = FindKnown(name, market, scale)
            ?? await cluster.ChangeAsync(name.Grain(cluster).PlaceScale(scale), new ScaleResult(ResultCode.Unknown, []));
        foreach (PlaceResult order in result.Orders)
        {
            markets.Acknowledge(market.Symbol, order.Sequence);
        }

        if (result.Orders.All(order => order.Code == result.Code && order.Code != ResultCode.Ok))
        {
            await request.FailAsync(Outcomes.CodeOf(result.Code, market.IsSpot), Outcomes.MessageOf(result.Code));
            return;
        }

        await AnswerAsync(request, market, scale, result);
    }

    // Longer than the market keeps results, its orders are known by their commands.
    private ScaleResult? FindKnown(RequestName name, GatewayMarket market, ScaleOrder scale)
    {
        if (scale.ClientOrderId.Length == 0)
        {
            return null;
        }

        if (!market.IsFollowed)
        {
            throw RequestException.Busy("Earlier orders of the market are not known yet; nothing was done, try again.");
        }

        OrderImage[] known =
        [
            .. Enumerable.Range(1, scale.Orders).Select(number => ScaleOrder.CommandOf(scale.Id, number))
                .Select(command => market.Replica.FindOrder(name.Account, new CommandId(command.High, command.Low)))
                .OfType<OrderImage>(),
        ];
        if (known.Length == scale.Orders && IsSame(known, scale))
        {
            PlaceResult[] results = [.. known.Select(ResultOf)];
            return new ScaleResult(results.Select(each => each.Code).FirstOrDefault(code => code != ResultCode.Ok), [.. results]);
        }

        // The market itself tells a repetition from another scale order as long as it keeps the results.
        long forgotten = clock.NowNs() - MarketLimits.ResultRetentionNs;
        return known.Any(order => order.CreatedNs <= forgotten) ? new ScaleResult(ResultCode.DuplicateIdDifferentBody, []) : null;
    }

    private static PlaceResult ResultOf(OrderImage order) => AccountCalls.NotKnown with
    {
        Code = OrderLookup.IsRejection(order) ? order.RejectCode : ResultCode.Ok,
        OrderId = order.OrderId,
    };

    private static bool IsSame(OrderImage[] known, ScaleOrder scale) =>
        known.Sum(order => order.QuantityLots) == scale.QuantityLots
        && Array.TrueForAll(known, order => order.Side == scale.Side && order.Flags == scale.Flags);

    private Task AnswerAsync(GatewayRequest request, GatewayMarket market, ScaleOrder scale, ScaleResult result)
    {
        string now = clock.NowMs().ToString(CultureInfo.InvariantCulture);
        List<BatchAck> acks = [];
        List<BatchOutcome> outcomes = [];
        foreach (PlaceResult order in result.Orders)
        {
            OrderAnswer answer = OrderCommands.Answer(market, order, scale.ClientOrderId);
            outcomes.Add(new BatchOutcome { Code = answer.Code, Message = answer.Message });
            acks.Add(new BatchAck
            {
                Category = market.Category,
                Symbol = answer.Symbol,
                OrderId = answer.OrderId,
                OrderLinkId = answer.OrderLinkId,
                CreatedAt = now,
            });
        }

        return request.AnswerAsync(
            WireJson.Default.EnvelopeBatchResult, new BatchResult { List = acks }, new EnvelopeDetails { Outcomes = outcomes });
    }
}
