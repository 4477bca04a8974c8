using System.CommandLine;
using OrleansMarkets.Cli.Output;
using OrleansMarkets.Client;

namespace OrleansMarkets.Cli.Commands;

/// <summary>The verb <c>scale</c>.</summary>
internal sealed class ScaleCommand
{
    private const int DefaultOrders = 5;

    private readonly Argument<OrderSide> _side = new("SIDE") { Description = "buy or sell" };
    private readonly Argument<decimal> _quantity = new("QTY") { Description = "Quantity of all orders together, base asset" };
    private readonly Argument<decimal> _first = new("FIRST") { Description = "Price of the first order, quote asset" };
    private readonly Argument<decimal> _last = new("LAST") { Description = "Price of the last order" };
    private readonly Option<int> _orders = new("--orders") { Description = "How many", DefaultValueFactory = _ => DefaultOrders };

    private readonly Option<decimal> _ratio = new("--ratio")
    {
        Description = "Size of the last order as a share of the first one's",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<bool> _geometric = new("--geometric") { Description = "Prices by equal ratios, else by equal differences" };
    private readonly Option<bool> _geometricSizes = new("--geometric-sizes") { Description = "Sizes by equal ratios" };
    private readonly Option<bool> _postOnly = new("--post-only") { Description = "Never take" };
    private readonly Option<bool> _reduceOnly = new("--reduce-only") { Description = "Only reduce the position" };
    private readonly Option<decimal?> _display = new("--display") { Description = "Each shows only so much at a time" };
    private readonly Option<DateTimeOffset?> _expires = new("--expires") { Description = "When they are gone" };
    private readonly Option<long?> _tag = new("--tag") { Description = "A number to cancel orders together by" };
    private readonly Option<string?> _id = new("--id") { Description = "Your own id of them all; sending it again is harmless" };

    public static Command Create(VerbContext context)
    {
        var verb = new ScaleCommand();
        Command command = new("scale", "Spread a quantity over limit orders: scale BTCUSDT buy 0.1 59000 58000 --orders 5");
        MarketArguments market = MarketArguments.Required(command);
        foreach (Argument argument in new Argument[] { verb._side, verb._quantity, verb._first, verb._last })
        {
            command.Arguments.Add(argument);
        }

        Option[] options =
        [
            verb._orders, verb._ratio, verb._geometric, verb._geometricSizes, verb._postOnly, verb._reduceOnly, verb._display,
            verb._expires, verb._tag, verb._id,
        ];
        foreach (Option option in options)
        {
            command.Options.Add(option);
        }

        context.Run(command, (client, parsed, cancellation) =>
            PlaceAsync(context, client, parsed, verb.Request(parsed, market.Get(parsed)), cancellation));
        return command;
    }

    private static async Task<int> PlaceAsync(
        VerbContext context, IMarketsClient client, ParseResult parsed, ScaleRequest request, CancellationToken cancellation)
    {
        IReadOnlyList<BatchedOrder> placed = await client.PlaceScaleAsync(request, cancellation);
        context.Report(
            parsed,
            [.. placed.Select((each, at) => new Rung(at + 1, each.Receipt?.OrderId ?? "", each.Failure?.Message ?? "taken"))],
            new Column<Rung>("#", each => Texts.Of(each.Number), IsNumber: true),
            new Column<Rung>("order", each => each.OrderId),
            new Column<Rung>("outcome", each => each.Outcome));
        return placed.All(each => each.Failure is null) ? ExitCodes.Ok : ExitCodes.Rejected;
    }

    private ScaleRequest Request(ParseResult parsed, MarketId market) => ScaleRequest.Between(
        market,
        parsed.GetRequiredValue(_side),
        parsed.GetRequiredValue(_quantity),
        parsed.GetRequiredValue(_first),
        parsed.GetRequiredValue(_last),
        parsed.GetValue(_orders)) with
    {
        SizeRatio = parsed.GetValue(_ratio),
        PriceSpacing = SpacingOf(parsed.GetValue(_geometric)),
        SizeSpacing = SpacingOf(parsed.GetValue(_geometricSizes)),
        PostOnly = parsed.GetValue(_postOnly),
        ReduceOnly = parsed.GetValue(_reduceOnly),
        DisplayQuantity = parsed.GetValue(_display),
        ExpiresAt = parsed.GetValue(_expires),
        Tag = parsed.GetValue(_tag),
        ClientOrderId = parsed.GetValue(_id),
    };

    private static ScaleSpacing SpacingOf(bool isGeometric) => isGeometric ? ScaleSpacing.Geometric : ScaleSpacing.Linear;

    private sealed record Rung(int Number, string OrderId, string Outcome);
}
