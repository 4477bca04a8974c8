using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.MarketData.Symbols;
using OrleansMarkets.Wire.Trading;

namespace OrleansMarkets.Gateway.Orders;

/// <summary>Carries out single requests for orders, alone or as part of a batch. What a request refuses is thrown.</summary>
/// <param name="markets">The markets.</param>
/// <param name="orders">Finds orders.</param>
/// <param name="cluster">The accounts.</param>
internal sealed class OrderCommands(GatewayMarkets markets, OrderLookup orders, Cluster cluster)
{
    /// <summary>The result of a change whose outcome is not known.</summary>
    public static readonly PlaceResult NotKnown = new(ResultCode.Unknown, 0, default, 0, 0, 0, 0);

    /// <summary>Places an order and those that it asks for beside it.</summary>
    /// <exception cref="RequestException">It is refused.</exception>
    public async Task<OrderAnswer> CreateAsync(RequestName name, CreateOrderRequest body)
    {
        GatewayMarket market = markets.Find(body.Category, body.Symbol);
        bool isLinked = !string.IsNullOrEmpty(body.OrderLinkId);
        CommandKey id = isLinked ? CommandIds.OfOrderLink(body.OrderLinkId!) : name.Id;
        PlaceOrder order = OrderTranslator.Translate(body, market, id, name.DeadlineNs);
        IReadOnlyList<PlaceOrder> children = Brackets.Of(body, order, market);
        if (isLinked && FindKnown(name, body, market, order) is { } known)
        {
            return await AnswerAsync(name, market, order, children, known);
        }

        PlaceResult result = await PlaceAsync(name, market, order);
        if (isLinked && result.Code == ResultCode.DuplicateIdDifferentBody)
        {
            // The book knew the id before the replica did: a computed quantity may differ, everything else may not.
            await markets.SettleAsync(market, name.Aborted);
            result = FindKnown(name, body, market, order) ?? result;
        }

        return await AnswerAsync(name, market, order, children, result);
    }

    /// <summary>Amends an order.</summary>
    /// <exception cref="RequestException">It is refused.</exception>
    public async Task<OrderAnswer> AmendAsync(RequestName name, AmendOrderRequest body)
    {
        GatewayMarket market = markets.Find(body.Category, body.Symbol);
        AmendRequest amendment = AmendmentTranslator.Translate(body, market, name);
        if (Named(name.Account, market, body.OrderId, body.OrderLinkId) is not { } named)
        {
            return Answer(market, NotKnown with { Code = ResultCode.OrderNotFound }, body.OrderLinkId);
        }

        AmendmentTranslator.CheckAboveFilled(amendment, market.Replica.FindOrder(name.Account, named.OrderId));
        amendment = amendment with { OrderId = named.OrderId, Target = named.Command };
        PlaceResult result = await cluster.ChangeAsync(name.Grain(cluster).AmendOrder(amendment), NotKnown);
        markets.Acknowledge(market, result.Sequence);
        return Answer(market, named.OrderId == 0 ? result : result with { OrderId = named.OrderId }, body.OrderLinkId);
    }

    /// <summary>Cancels an order.</summary>
    /// <exception cref="RequestException">It is refused.</exception>
    public async Task<OrderAnswer> CancelAsync(RequestName name, CancelOrderRequest body)
    {
        GatewayMarket market = markets.Find(body.Category, body.Symbol);
        if (Named(name.Account, market, body.OrderId, body.OrderLinkId) is not { } named)
        {
            return Answer(market, NotKnown with { Code = ResultCode.OrderNotFound }, body.OrderLinkId);
        }

        PlaceResult result = await CancelAsync(name, market, named.OrderId, named.Command);
        return Answer(market, result, body.OrderLinkId);
    }

    /// <summary>Cancels an order by its number or its command.</summary>
    public async Task<PlaceResult> CancelAsync(RequestName name, GatewayMarket market, long orderId, CommandKey command)
    {
        var cancel = new CancelRequest(name.Id, market.Symbol, orderId, command, name.DeadlineNs);
        PlaceResult result = await cluster.ChangeAsync(name.Grain(cluster).CancelOrder(cancel), NotKnown);
        markets.Acknowledge(market, result.Sequence);
        return result;
    }

    /// <summary>Places an order as it is.</summary>
    public async Task<PlaceResult> PlaceAsync(RequestName name, GatewayMarket market, PlaceOrder order)
    {
        PlaceResult result = await cluster.ChangeAsync(name.Grain(cluster).PlaceOrder(order), NotKnown);
        markets.Acknowledge(market, result.Sequence);
        return result;
    }

    // The order, by its number or by its command; null when the id is none of this market.
    private static (long OrderId, CommandKey Command)? Named(long account, GatewayMarket market, string? orderId, string? orderLinkId)
    {
        if (!string.IsNullOrEmpty(orderId))
        {
            bool isHere = OrderIdText.TryParse(orderId, out string? symbol, out long number) && symbol == market.Symbol;
            return isHere ? (number, default) : null;
        }

        if (string.IsNullOrEmpty(orderLinkId))
        {
            throw RequestException.Invalid("orderId or orderLinkId is missing");
        }

        // Orders that came another way have other command ids: the replica knows them. What it does not know yet came this way.
        OrderTranslator.CheckOrderLinkId(orderLinkId);
        return market.Replica.FindOrder(account, orderLinkId) is { IsFinal: false } open
            ? (open.OrderId, default)
            : (0, CommandIds.OfOrderLink(orderLinkId));
    }

    // An id is the client's key of a retry as long as the order is known: longer than the book keeps results.
    private PlaceResult? FindKnown(RequestName name, CreateOrderRequest body, GatewayMarket market, PlaceOrder order)
    {
        if (!market.IsFollowed)
        {
            throw RequestException.Busy("Earlier orders of the market are not known yet; nothing was done, try again.");
        }

        if (orders.FindLinked(name.Account, order.ClientOrderId) is not { } found)
        {
            return null;
        }

        ResultCode code = ResultCode.Ok;
        if (!OrderLookup.IsSame(found.Order, order, OrderTranslator.IsQuoteQuantity(body, market)))
        {
            code = ResultCode.DuplicateIdDifferentBody;
        }
        else if (OrderLookup.IsRejection(found.Order))
        {
            code = found.Order.RejectCode;
        }

        return NotKnown with { Code = code, OrderId = found.Order.OrderId };
    }

    private async Task<OrderAnswer> AnswerAsync(
        RequestName name, GatewayMarket market, PlaceOrder order, IReadOnlyList<PlaceOrder> children, PlaceResult result)
    {
        if (result.Code == ResultCode.Ok && children.Count > 0)
        {
            ResultCode refused = await PlaceChildrenAsync(name, market, children);
            if (refused != ResultCode.Ok)
            {
                await CancelAsync(name.Part("unprotected"), market, result.OrderId, default);
                result = result with { Code = refused };
            }
        }

        return result.Code == ResultCode.Ok || Outcomes.EndsAtOnce(result.Code)
            ? Answer(market, result, order.ClientOrderId)
            : new OrderAnswer(
                Outcomes.CodeOf(result.Code, order, market.IsSpot),
                Outcomes.MessageOf(result.Code),
                market.Listed.PublicSymbol,
                string.Empty,
                order.ClientOrderId);
    }

    // A repetition finds those that it placed before by their commands, also when the book has forgotten the results.
    private async Task<ResultCode> PlaceChildrenAsync(RequestName name, GatewayMarket market, IReadOnlyList<PlaceOrder> children)
    {
        foreach (PlaceOrder child in children)
        {
            if (market.Replica.FindOrder(name.Account, new CommandId(child.Id.High, child.Id.Low)) is null)
            {
                PlaceResult placed = await PlaceAsync(name, market, child);
                if (placed.Code is not (ResultCode.Ok or ResultCode.LinkedOrderGone))
                {
                    return placed.Code;
                }
            }
        }

        return ResultCode.Ok;
    }

    private static OrderAnswer Answer(GatewayMarket market, PlaceResult result, string? orderLinkId)
    {
        bool isDone = result.Code == ResultCode.Ok || Outcomes.EndsAtOnce(result.Code);

        // An order that ended at once has no id of its own in the result: orders are named by the record that decided them.
        long orderId = result.OrderId != 0 ? result.OrderId : result.Sequence;
        return new OrderAnswer(
            Outcomes.CodeOf(result.Code, market.IsSpot),
            Outcomes.MessageOf(result.Code),
            market.Listed.PublicSymbol,
            isDone ? market.OrderIdText(orderId) : string.Empty,
            orderLinkId ?? string.Empty);
    }
}
