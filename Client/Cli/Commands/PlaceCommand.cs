using System.CommandLine;
using System.Globalization;
using OrleansMarkets.Client;

namespace OrleansMarkets.Cli.Commands;

/// <summary>The verb <c>place</c>.</summary>
internal sealed class PlaceCommand
{
    private readonly Argument<OrderSide> _side = new("SIDE") { Description = "buy or sell" };
    private readonly Argument<decimal> _quantity = new("QTY") { Description = "Quantity, base asset" };

    private readonly Argument<decimal?> _price = new("PRICE")
    {
        Description = "Limit price, quote asset",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _isMarket = new("--market") { Description = "Take what the book has, at once; no PRICE" };
    private readonly Option<string> _inForce = new("--tif") { Description = "How long it works", DefaultValueFactory = _ => "GTC" };
    private readonly Option<bool> _postOnly = new("--post-only") { Description = "Never take: refused if it would trade on entry" };
    private readonly Option<bool> _reduceOnly = new("--reduce-only") { Description = "Only reduce the position" };
    private readonly Option<string?> _id = new("--id") { Description = "Your own id of it; sending it again is harmless" };

    public static Command Create(VerbContext context)
    {
        var verb = new PlaceCommand();
        Command command = new("place", "Place an order: place BTCUSDT buy 0.01 30000");
        MarketArguments market = MarketArguments.Required(command);
        verb._inForce.AcceptOnlyFromAmong("GTC", "IOC", "FOK");
        foreach (Argument argument in new Argument[] { verb._side, verb._quantity, verb._price })
        {
            command.Arguments.Add(argument);
        }

        foreach (Option option in new Option[] { verb._isMarket, verb._inForce, verb._postOnly, verb._reduceOnly, verb._id })
        {
            command.Options.Add(option);
        }

        ConditionArguments conditions = ConditionArguments.AddTo(command);
        verb._price.Validators.Add(result =>
        {
            // Of an argument that may be missing the parser looks at the value only when it is asked for.
            if (result.Tokens is [var price] && !decimal.TryParse(price.Value, CultureInfo.InvariantCulture, out _))
            {
                result.AddError($"{price.Value} is no price");
            }
        });
        command.Validators.Add(result =>
        {
            if (result.IsGiven(verb._isMarket) == result.IsGiven(verb._price))
            {
                result.AddError("name either a PRICE or --market");
            }
        });
        context.Run(command, (client, parsed, cancellation) => verb.PlaceAsync(
            context, client, parsed, conditions.Apply(parsed, verb.Request(parsed, market.Get(parsed))), cancellation));
        return command;
    }

    private async Task<int> PlaceAsync(
        VerbContext context, IMarketsClient client, ParseResult parsed, OrderRequest request, CancellationToken cancellation)
    {
        MarketId market = request.MarketId;

        // Made here, so that it can be named whatever happens.
        string id = parsed.GetValue(_id) ?? OrderRequest.NewClientOrderId();
        OrderReceipt receipt;
        try
        {
            receipt = await client.PlaceAsync(request with { ClientOrderId = id }, cancellation);
        }
        catch (OperationCanceledException)
        {
            context.Terminal.Remarks.WriteLine($"interrupted: what became of the order says 'orders --id {id} {market.Symbol}'");
            return ExitCodes.UnknownOutcome;
        }

        Order? order = await client.GetOrderAsync(market, OrderKey.ById(receipt.OrderId), cancellation);
        if (order is null)
        {
            return context.Say(parsed, receipt, $"order {receipt.OrderId} (id {id}) taken");
        }

        context.Say(parsed, order, OrdersCommand.Words(order));
        return order.EndReason.Length > 0 && order.FilledQuantity == 0 && order.IsFinal ? ExitCodes.Rejected : ExitCodes.Ok;
    }

    private OrderRequest Request(ParseResult parsed, MarketId market)
    {
        OrderSide side = parsed.GetRequiredValue(_side);
        decimal quantity = parsed.GetRequiredValue(_quantity);
        OrderRequest order = parsed.GetValue(_price) is { } price
            ? OrderRequest.Limit(market, side, quantity, price) with { TimeInForce = TimeInForceOf(parsed.GetRequiredValue(_inForce)) }
            : OrderRequest.Market(market, side, quantity);
        return order with { PostOnly = parsed.GetValue(_postOnly), ReduceOnly = parsed.GetValue(_reduceOnly) };
    }

    private static TimeInForce TimeInForceOf(string text) => text switch
    {
        "IOC" => TimeInForce.ImmediateOrCancel,
        "FOK" => TimeInForce.FillOrKill,
        _ => TimeInForce.GoodTillCancelled,
    };
}
