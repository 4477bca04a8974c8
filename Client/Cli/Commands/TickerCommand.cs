using System.CommandLine;
using OrleansMarkets.Cli.Output;
using OrleansMarkets.Client;

namespace OrleansMarkets.Cli.Commands;

/// <summary>The verb <c>ticker</c>.</summary>
internal static class TickerCommand
{
    public static Command Create(VerbContext context)
    {
        Command command = new("ticker", "A market at a glance");
        MarketArguments market = MarketArguments.Required(command);
        context.Run(command, async (client, parsed, cancellation) =>
        {
            MarketTicker ticker = await client.GetTickerAsync(market.Get(parsed), cancellation);
            string day = $"24 h: {Of(ticker.Low)} to {Of(ticker.High)}, {Texts.Of(ticker.Volume)} traded";
            return context.Say(
                parsed,
                ticker,
                $"{ticker.MarketId}: {ticker.Phase}, last {Of(ticker.LastPrice)}, bid {Of(ticker.BestBid)}, ask {Of(ticker.BestAsk)}, "
                    + $"mark {Of(ticker.MarkPrice)}, index {Of(ticker.IndexPrice)}; {day}");
        });
        return command;
    }

    private static string Of(decimal? price) => price is { } known ? Texts.Of(known) : "none";
}
