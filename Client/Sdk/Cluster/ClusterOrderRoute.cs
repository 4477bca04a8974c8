using OrleansMarkets.Client.Retries;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.MarketData.Replicas;
using OrleansMarkets.MarketData.Symbols;

namespace OrleansMarkets.Client.Cluster;

/// <summary>Single attempts of orders and cancels by grain calls.</summary>
internal sealed class ClusterOrderRoute(ClusterMarkets markets, long account) : IOrderRoute
{
    public async Task<string> SubmitAsync(OrderRequest order, CancellationToken cancellation)
    {
        ListedMarket market = await markets.GetAsync(order.MarketId, cancellation);
        PlaceOrder command = Command(market, order);
        PlaceResult result = await ClusterCalls.ChangeAsync(
            markets.Options, () => Account().PlaceOrder(command), order.ClientOrderId, cancellation);
        if (result.Code == ResultCode.Ok || (ClusterMapping.EndsOnEntry(result.Code) && result.Sequence > 0))
        {
            // An order that ended on entry is named by the record that decided it.
            return OrderIdText.Of(market.Symbol, result.OrderId > 0 ? result.OrderId : result.Sequence);
        }

        throw ClusterCalls.Failure(result.Code, order.ClientOrderId);
    }

    public async Task CancelAsync(MarketId market, OrderKey order, CancellationToken cancellation)
    {
        ListedMarket listed = await markets.GetAsync(market, cancellation);
        CommandKey target = order.IsClientId ? CommandIds.OfOrderLink(order.Id) : default;
        var command = new CancelRequest(
            CommandKeys.New(), listed.Symbol, order.IsClientId ? 0 : Number(listed, order.Id), target, DeadlineNs: 0);
        PlaceResult result = await ClusterCalls.ChangeAsync(
            markets.Options, () => Account().CancelOrder(command), order: null, cancellation);
        Check(result.Code);
    }

    public async Task CancelAllAsync(MarketId market, CancellationToken cancellation)
    {
        ListedMarket listed = await markets.GetAsync(market, cancellation);
        PlaceResult result = await ClusterCalls.ChangeAsync(
            markets.Options, () => Account().CancelAll(listed.Symbol), order: null, cancellation);

        // An account that was never in the market has nothing to cancel.
        if (result.Code != ResultCode.OrderNotFound)
        {
            Check(result.Code);
        }
    }

    public async Task<Order?> FindAsync(MarketId market, OrderKey order, CancellationToken cancellation)
    {
        ListedMarket listed = await markets.GetAsync(market, cancellation);
        MarketReplica replica = await markets.CurrentAsync(listed, cancellation);
        OrderImage? found = order.IsClientId
            ? replica.FindOrder(account, order.Id)
            : replica.FindOrder(account, Number(listed, order.Id));
        return found is null ? null : ClusterMapping.ToOrder(listed, found);
    }

    public bool SaysDuplicate(OrderRejectedException refusal) => refusal.Error.Code == (int)ResultCode.DuplicateIdDifferentBody;

    private static PlaceOrder Command(ListedMarket market, OrderRequest order)
    {
        string id = order.ClientOrderId!;
        return new PlaceOrder(
            CommandIds.OfOrderLink(id),
            market.Symbol,
            order.Side == OrderSide.Buy ? Side.Buy : Side.Sell,
            order.Price is null ? OrderType.Market : OrderType.Limit,
            TimeInForceOf(order),
            (order.PostOnly ? OrderFlags.PostOnly : OrderFlags.None) | (order.ReduceOnly ? OrderFlags.ReduceOnly : OrderFlags.None),
            order.Price is { } price ? PriceUnits(market, price, id) : 0,
            QuantityLots(market, order.Quantity, id),
            DeadlineNs: 0,
            id);
    }

    private static Core.Matching.TimeInForce TimeInForceOf(OrderRequest order) => order.TimeInForce switch
    {
        TimeInForce.ImmediateOrCancel => Core.Matching.TimeInForce.ImmediateOrCancel,
        TimeInForce.FillOrKill => Core.Matching.TimeInForce.FillOrKill,
        _ => Core.Matching.TimeInForce.GoodTillCancelled,
    };

    private static long PriceUnits(ListedMarket market, decimal price, string id) =>
        market.Scale.TryReadPrice(ClusterMapping.Text(price), out long units) == DecimalTextError.None
            ? units
            : throw ClusterCalls.Failure(ResultCode.PriceOffGrid, id);

    private static long QuantityLots(ListedMarket market, decimal quantity, string id) =>
        market.Scale.TryReadQuantity(ClusterMapping.Text(quantity), out long lots) == DecimalTextError.None
            ? lots
            : throw ClusterCalls.Failure(ResultCode.QuantityOffGrid, id);

    private static long Number(ListedMarket market, string orderId) =>
        OrderIdText.TryParse(orderId, out string? symbol, out long number) && symbol == market.Symbol
            ? number
            : throw ClusterCalls.Failure(ResultCode.OrderNotFound, order: null);

    private static void Check(ResultCode code)
    {
        if (code != ResultCode.Ok)
        {
            throw ClusterCalls.Failure(code, order: null);
        }
    }

    private ICrossMarginGrain Account() => markets.Grains.GetGrain<ICrossMarginGrain>(account);
}
