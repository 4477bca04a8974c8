using System.CommandLine;
using System.Globalization;
using OrleansMarkets.Cli.Output;
using OrleansMarkets.Client;
using Spectre.Console;

namespace OrleansMarkets.Cli.Commands;

/// <summary>The verb <c>book</c>: live until interrupted, or once.</summary>
internal static class BookCommand
{
    private const int DefaultLevels = 10;
    private const int MaximumLevels = 50;

    // Faster than a person reads; more would only make a slow terminal lag.
    private static readonly TimeSpan RedrawPause = TimeSpan.FromMilliseconds(100);

    public static Command Create(VerbContext context)
    {
        Option<bool> once = new("--once") { Description = "The book as it is now" };
        Option<int> levels = new("--levels") { Description = "Prices a side, 1 to 50", DefaultValueFactory = _ => DefaultLevels };
        Command command = new("book", "A market's order book, live");
        MarketArguments market = MarketArguments.Required(command);
        command.Options.Add(once);
        command.Options.Add(levels);
        levels.Validators.Add(result =>
        {
            if (int.TryParse(result.Text(), CultureInfo.InvariantCulture, out int asked) && asked is < 1 or > MaximumLevels)
            {
                result.AddError($"--levels is not between 1 and {MaximumLevels}");
            }
        });
        context.Run(command, async (client, parsed, cancellation) =>
        {
            int shown = parsed.GetValue(levels);
            if (parsed.GetValue(once))
            {
                Show(context, parsed, await client.GetBookAsync(market.Get(parsed), shown, cancellation), shown);
                return ExitCodes.Ok;
            }

            await using LiveBook live = await client.WatchBookAsync(market.Get(parsed), cancellation);
            return await FollowAsync(context, parsed, live, shown, cancellation);
        });
        return command;
    }

    private static void Show(VerbContext context, ParseResult parsed, OrderBook book, int levels)
    {
        if (context.Connection.IsJson(parsed))
        {
            context.Terminal.Results.WriteLine(JsonText.Of(book));
        }
        else
        {
            context.Terminal.Canvas().Write(BookView.Draw(book, levels, isLive: true));
        }
    }

    // Interrupting it is how it ends.
    private static async Task<int> FollowAsync(
        VerbContext context, ParseResult parsed, LiveBook live, int levels, CancellationToken cancellation)
    {
        try
        {
            if (context.Terminal.IsInteractive && !context.Connection.IsJson(parsed))
            {
                await RedrawAsync(context, live, levels, cancellation);
            }
            else
            {
                await foreach (OrderBook book in live.WithCancellation(cancellation))
                {
                    context.Terminal.Results.WriteLine(context.Connection.IsJson(parsed) ? JsonText.Of(book) : BookView.Line(book));
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }

        return ExitCodes.Ok;
    }

    private static Task RedrawAsync(VerbContext context, LiveBook live, int levels, CancellationToken cancellation) =>
        context.Terminal.Canvas().Live(BookView.Draw(live.Current, levels, live.IsLive)).StartAsync(async screen =>
        {
            await foreach (OrderBook book in live.WithCancellation(cancellation))
            {
                screen.UpdateTarget(BookView.Draw(book, levels, live.IsLive));
                await Task.Delay(RedrawPause, cancellation);
            }
        });
}
