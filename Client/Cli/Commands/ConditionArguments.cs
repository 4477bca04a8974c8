using System.CommandLine;
using OrleansMarkets.Client;

namespace OrleansMarkets.Cli.Commands;

/// <summary>The options of an order beyond a plain one.</summary>
internal sealed class ConditionArguments
{
    private readonly Option<decimal?> _stop = new("--stop") { Description = "Enter when the price is this or worse" };
    private readonly Option<decimal?> _take = new("--take") { Description = "Enter when the price is this or better" };
    private readonly Option<decimal?> _trail = new("--trail") { Description = "Enter at this distance behind the best price" };

    private readonly Option<string> _source = new("--trigger-by")
    {
        Description = "The price that triggers watch",
        DefaultValueFactory = _ => "last",
    };

    private readonly Option<decimal?> _takeProfit = new("--take-profit") { Description = "Take the profit of what it fills at this price" };
    private readonly Option<decimal?> _stopLoss = new("--stop-loss") { Description = "Stop the loss of what it fills at this price" };
    private readonly Option<decimal?> _display = new("--display") { Description = "Show only so much at a time" };
    private readonly Option<DateTimeOffset?> _expires = new("--expires") { Description = "When it is gone: 2026-12-31T23:59:00Z" };
    private readonly Option<PegReference?> _peg = new("--peg") { Description = "Follow mid, best or mark; PRICE is the worst price" };
    private readonly Option<decimal> _offset = new("--peg-offset") { Description = "Added to what it follows" };
    private readonly Option<long?> _tag = new("--tag") { Description = "A number to cancel orders together by" };

    private ConditionArguments()
    {
    }

    /// <summary>Adds them.</summary>
    public static ConditionArguments AddTo(Command command)
    {
        var arguments = new ConditionArguments();
        arguments._source.AcceptOnlyFromAmong("last", "mark", "index");
        Option[] options =
        [
            arguments._stop, arguments._take, arguments._trail, arguments._source, arguments._takeProfit, arguments._stopLoss,
            arguments._display, arguments._expires, arguments._peg, arguments._offset, arguments._tag,
        ];
        foreach (Option option in options)
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            int triggers = new[] { arguments._stop, arguments._take, arguments._trail }.Count(each => result.GetValue(each) is not null);
            if (triggers > 1)
            {
                result.AddError("name one of --stop, --take and --trail");
            }
        });
        return arguments;
    }

    /// <summary>An order with what they say.</summary>
    public OrderRequest Apply(ParseResult parsed, OrderRequest order)
    {
        TriggerSource source = SourceOf(parsed.GetRequiredValue(_source));
        return order with
        {
            Trigger = TriggerOf(parsed, source),
            TakeProfit = parsed.GetValue(_takeProfit) is { } profit ? new OrderProtection(profit, source) : null,
            StopLoss = parsed.GetValue(_stopLoss) is { } loss ? new OrderProtection(loss, source) : null,
            DisplayQuantity = parsed.GetValue(_display),
            ExpiresAt = parsed.GetValue(_expires),
            Peg = parsed.GetValue(_peg) is { } reference ? new OrderPeg(reference, parsed.GetValue(_offset)) : null,
            Tag = parsed.GetValue(_tag),
        };
    }

    private static TriggerSource SourceOf(string text) => text switch
    {
        "mark" => TriggerSource.MarkPrice,
        "index" => TriggerSource.IndexPrice,
        _ => TriggerSource.LastPrice,
    };

    private OrderTrigger? TriggerOf(ParseResult parsed, TriggerSource source) =>
        parsed.GetValue(_stop) is { } stop ? OrderTrigger.Stop(stop, source)
        : parsed.GetValue(_take) is { } take ? OrderTrigger.TakeProfit(take, source)
        : parsed.GetValue(_trail) is { } trail ? OrderTrigger.Trailing(trail, source)
        : null;
}
