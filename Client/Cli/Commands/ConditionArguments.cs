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
    private readonly Option<bool> _slide = new("--slide") { Description = "Never take: stand a tick behind the other side instead" };
    private readonly Option<bool> _close = new("--close-position") { Description = "Close the whole position when triggered; QTY is 0" };
    private readonly Option<string> _smp = new("--smp")
    {
        Description = "What goes when it meets an order of your own: the resting one (maker), itself (taker), both, or decrement",
        DefaultValueFactory = _ => "maker",
    };

    private readonly Option<bool> _smpUser = new("--smp-user") { Description = "Your own are also those of your other accounts" };
    private readonly Option<string?> _link = new("--link") { Description = "oco, oto or otoco with other orders of --group" };
    private readonly Option<string?> _group = new("--group") { Description = "The --id of the first order of the group" };
    private readonly Option<long?> _tag = new("--tag") { Description = "A number to cancel orders together by" };

    private ConditionArguments()
    {
    }

    /// <summary>Adds them.</summary>
    public static ConditionArguments AddTo(Command command)
    {
        var arguments = new ConditionArguments();
        arguments._source.AcceptOnlyFromAmong("last", "mark", "index");
        arguments._smp.AcceptOnlyFromAmong("maker", "taker", "both", "decrement");
        arguments._link.AcceptOnlyFromAmong("oco", "oto", "otoco");
        Option[] options =
        [
            arguments._stop, arguments._take, arguments._trail, arguments._source, arguments._takeProfit, arguments._stopLoss,
            arguments._display, arguments._expires, arguments._peg, arguments._offset, arguments._tag,
            arguments._slide, arguments._close, arguments._smp, arguments._smpUser, arguments._link, arguments._group,
        ];
        foreach (Option option in options)
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            int triggers = new[] { arguments._stop, arguments._take, arguments._trail }.Count(each => result.IsGiven(each));
            if (triggers > 1)
            {
                result.AddError("name one of --stop, --take and --trail");
            }

            if (result.IsGiven(arguments._link) != result.IsGiven(arguments._group))
            {
                result.AddError("--link and --group go together");
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
            PostOnlySlide = parsed.GetValue(_slide),
            ClosePosition = parsed.GetValue(_close),
            SelfTrade = PolicyOf(parsed.GetRequiredValue(_smp)),
            SelfTradeScope = parsed.GetValue(_smpUser) ? SelfTradeScope.User : SelfTradeScope.Account,
            Link = parsed.GetValue(_link) is { } kind ? new OrderLink(KindOf(kind), parsed.GetRequiredValue(_group)!) : null,
        };
    }

    private static SelfTradePolicy PolicyOf(string text) => text switch
    {
        "taker" => SelfTradePolicy.CancelTaker,
        "both" => SelfTradePolicy.CancelBoth,
        "decrement" => SelfTradePolicy.Decrement,
        _ => SelfTradePolicy.CancelMaker,
    };

    private static LinkKind KindOf(string text) => text switch
    {
        "oco" => LinkKind.OneCancelsOther,
        "oto" => LinkKind.OneTriggersOther,
        _ => LinkKind.OneTriggersOneCancelsOther,
    };

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
