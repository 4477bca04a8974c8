using System.CommandLine;
using OrleansMarkets.Cli.Output;
using OrleansMarkets.Client;

namespace OrleansMarkets.Cli.Commands;

/// <summary>The verb <c>candles</c>.</summary>
internal static class CandlesCommand
{
    private const int DefaultCount = 20;

    private static readonly string[] Intervals = ["1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "12h", "1d", "1w", "1mo"];

    public static Command Create(VerbContext context)
    {
        Option<string> interval = new("--interval") { Description = "How long each is", DefaultValueFactory = _ => Intervals[0] };
        interval.AcceptOnlyFromAmong(Intervals);
        Option<CandleSource> source = new("--of") { Description = "trades, mark or index", DefaultValueFactory = _ => CandleSource.Trades };
        Option<int> count = new("--count") { Description = "How many, 1 to 1,000", DefaultValueFactory = _ => DefaultCount };
        Command command = new("candles", "Candles, newest first");
        MarketArguments market = MarketArguments.Required(command);
        foreach (Option option in new Option[] { interval, source, count })
        {
            command.Options.Add(option);
        }

        context.Run(command, async (client, parsed, cancellation) => context.Report(
            parsed,
            await client.GetCandlesAsync(
                market.Get(parsed),
                new CandleRequest((CandleInterval)Array.IndexOf(Intervals, parsed.GetRequiredValue(interval)))
                {
                    Source = parsed.GetValue(source),
                    Count = parsed.GetValue(count),
                },
                cancellation),
            new Column<Candle>("start", each => Texts.Of(each.Start)),
            new Column<Candle>("open", each => Texts.Of(each.Open), IsNumber: true),
            new Column<Candle>("high", each => Texts.Of(each.High), IsNumber: true),
            new Column<Candle>("low", each => Texts.Of(each.Low), IsNumber: true),
            new Column<Candle>("close", each => Texts.Of(each.Close), IsNumber: true),
            new Column<Candle>("volume", each => Texts.Of(each.Volume), IsNumber: true),
            new Column<Candle>("turnover", each => Texts.Of(each.Turnover), IsNumber: true)));
        return command;
    }
}
