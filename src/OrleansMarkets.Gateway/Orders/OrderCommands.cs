using System.Collections.Immutable;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.MarketData.Symbols;
using OrleansMarkets.Wire.Trading;

namespace OrleansMarkets.Gateway.Orders;

/// <summary>Understands requests for orders: what each asks of its account, and what the client is told of it.</summary>
/// <param name="markets">The markets.</param>
/// <param name="orders">Finds orders.</param>
/// <param name="calls">The accounts.</param>
internal sealed class OrderCommands(GatewayMarkets markets, OrderLookup orders, AccountCalls calls)
{
    /// <summary>Carries out one request.</summary>
    public async Task<OrderAnswer> RunAsync(RequestName name, OrderWork work) =>
        await work.AnswerAsync(await calls.SeveralAsync(name, work.Items));

    /// <summary>Places an order and those that it asks for beside it, which risk admits together or not at all.</summary>
    /// <exception cref="RequestException">It is refused.</exception>
    public OrderWork Create(RequestName name, CreateOrderRequest body)
    {
        GatewayMarket market = markets.Find(body.Category, body.Symbol);
        bool isLinked = !string.IsNullOrEmpty(body.OrderLinkId);
        CommandKey id = isLinked ? CommandIds.OfOrderLink(body.OrderLinkId!) : name.Id;
        PlaceOrder order = OrderTranslator.Translate(body, market, id, name.DeadlineNs);
        IReadOnlyList<PlaceOrder> children = Brackets.Of(body, order, market);
        if (isLinked && FindKnown(name, body, market, order) is { } known)
        {
            // A repetition places what is missing, also when the book has forgotten the results.
            PlaceOrder[] missing = known.Code == ResultCode.Ok ? [.. children.Where(child => !IsKnown(name, market, child))] : [];
            return new OrderWork(Together(missing), placed => AnswerAsync(name, market, order, known, missing, placed));
        }

        return new OrderWork(Together([order, .. children]), async results =>
        {
            PlaceResult result = results[0];
            if (isLinked && result.Code == ResultCode.DuplicateIdDifferentBody)
            {
                // The book knew the id before the replica did: a computed quantity may differ, everything else may not.
                await markets.SettleAsync(market, name.Aborted);
                result = FindKnown(name, body, market, order) ?? result;
            }

            return await AnswerAsync(name, market, order, result, children, [.. results.Skip(1)]);
        });
    }

    /// <summary>Amends an order.</summary>
    /// <exception cref="RequestException">It is refused.</exception>
    public OrderWork Amend(RequestName name, AmendOrderRequest body)
    {
        GatewayMarket market = markets.Find(body.Category, body.Symbol);
        AmendRequest amendment = AmendmentTranslator.Translate(body, market, name);
        if (Named(name.Account, market, body.OrderId, body.OrderLinkId) is not { } named)
        {
            return OrderWork.Answered(NotFound(market, body.OrderLinkId));
        }

        OrderImage? order = market.Replica.FindOrder(name.Account, named.OrderId);
        AmendmentTranslator.CheckAboveFilled(amendment, order);
        amendment = amendment with { OrderId = named.OrderId, Target = named.Command };
        return new OrderWork([new BatchItem(Amend: amendment)], results => Task.FromResult(AnswerOfAmendment(
            market, named.OrderId == 0 ? results[0] : results[0] with { OrderId = named.OrderId }, order, body.OrderLinkId)));
    }

    /// <summary>Cancels an order.</summary>
    /// <exception cref="RequestException">It is refused.</exception>
    public OrderWork Cancel(RequestName name, CancelOrderRequest body)
    {
        GatewayMarket market = markets.Find(body.Category, body.Symbol);
        return Named(name.Account, market, body.OrderId, body.OrderLinkId) is { } named
            ? new OrderWork(
                [CancelOf(name, market, named.OrderId, named.Command)],
                results => Task.FromResult(Answer(market, results[0], body.OrderLinkId)))
            : OrderWork.Answered(NotFound(market, body.OrderLinkId));
    }

    /// <summary>The cancel of an order by its number or its command.</summary>
    public static BatchItem CancelOf(RequestName name, GatewayMarket market, long orderId, CommandKey command = default) =>
        new(Cancel: new CancelRequest(name.Id, market.Symbol, orderId, command, name.DeadlineNs));

    private static OrderAnswer AnswerOfAmendment(GatewayMarket market, PlaceResult result, OrderImage? order, string? orderLinkId)
    {
        OrderAnswer answer = Answer(market, result, orderLinkId);
        return order is null
            ? answer
            : answer with
            {
                Code = Outcomes.CodeOf(result.Code, order.Instructions?.Trigger.Kind ?? default, order.Side, market.IsSpot),
            };
    }

    private static ImmutableArray<BatchItem> Together(PlaceOrder[] run) =>
        [.. run.Select((order, at) => new BatchItem(Place: order, WithNext: at < run.Length - 1))];

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

        return AccountCalls.NotKnown with { Code = code, OrderId = found.Order.OrderId };
    }

    private static bool IsKnown(RequestName name, GatewayMarket market, PlaceOrder order) =>
        market.Replica.FindOrder(name.Account, new CommandId(order.Id.High, order.Id.Low)) is not null;

    private async Task<OrderAnswer> AnswerAsync(
        RequestName name,
        GatewayMarket market,
        PlaceOrder order,
        PlaceResult result,
        IReadOnlyList<PlaceOrder> children,
        IReadOnlyList<PlaceResult> placed)
    {
        // That the parent is gone without trading refuses a child that is needed no more.
        ResultCode refused = placed.Select(child => child.Code)
            .FirstOrDefault(code => code is not (ResultCode.Ok or ResultCode.LinkedOrderGone));
        if (result.Code == ResultCode.Ok && refused != ResultCode.Ok)
        {
            await calls.OneAsync(name, CancelOf(name.Part("unprotected"), market, result.OrderId));
            result = result with { Code = refused };
        }
        else if (result.Code == ResultCode.DuplicateIdDifferentBody)
        {
            await WithdrawAsync(name, market, children, placed);
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

    // Children of a refused order: another order had its id, and they found that one.
    private async Task WithdrawAsync(
        RequestName name, GatewayMarket market, IReadOnlyList<PlaceOrder> children, IReadOnlyList<PlaceResult> placed)
    {
        for (int at = 0; at < placed.Count; at++)
        {
            if (placed[at].Code == ResultCode.Ok)
            {
                await calls.OneAsync(name, CancelOf(name.Part($"stray{at}"), market, orderId: 0, children[at].Id));
            }
        }
    }

    private static OrderAnswer NotFound(GatewayMarket market, string? orderLinkId) =>
        Answer(market, AccountCalls.NotKnown with { Code = ResultCode.OrderNotFound }, orderLinkId);

    /// <summary>What the client is told of a result.</summary>
    public static OrderAnswer Answer(GatewayMarket market, PlaceResult result, string? orderLinkId)
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
