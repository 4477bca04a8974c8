using Microsoft.AspNetCore.Http;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Orders;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Trading;

namespace OrleansMarkets.Gateway.Routes;

/// <summary>Places, amends and cancels single orders.</summary>
/// <param name="commands">Carries them out.</param>
/// <param name="clock">The gateway's clock.</param>
internal sealed class OrderRoutes(OrderCommands commands, TimeProvider clock) : IRouteSource
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new(HttpMethods.Post, "/v5/order/create", RouteAccess.Trade, CreateAsync),
        new(HttpMethods.Post, "/v5/order/amend", RouteAccess.Trade, AmendAsync),
        new(HttpMethods.Post, "/v5/order/cancel", RouteAccess.Cancel, CancelAsync),
    ];

    private async Task CreateAsync(GatewayRequest request)
    {
        CreateOrderRequest body = request.Read(WireJson.Default.CreateOrderRequest);
        await AnswerAsync(request, name => commands.Create(name, body));
    }

    private async Task AmendAsync(GatewayRequest request)
    {
        AmendOrderRequest body = request.Read(WireJson.Default.AmendOrderRequest);
        await AnswerAsync(request, name => commands.Amend(name, body));
    }

    private async Task CancelAsync(GatewayRequest request)
    {
        CancelOrderRequest body = request.Read(WireJson.Default.CancelOrderRequest);
        await AnswerAsync(request, name => commands.Cancel(name, body));
    }

    private async Task AnswerAsync(GatewayRequest request, Func<RequestName, OrderWork> prepare)
    {
        RequestName name = RequestName.Of(request, clock);
        OrderAnswer answer = await commands.RunAsync(name, prepare(name));
        await (answer.IsOk
            ? request.AnswerAsync(
                WireJson.Default.EnvelopeOrderAck, new OrderAck { OrderId = answer.OrderId, OrderLinkId = answer.OrderLinkId })
            : request.FailAsync(answer.Code, answer.Message));
    }
}
