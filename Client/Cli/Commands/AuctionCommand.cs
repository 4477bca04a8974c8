using System.CommandLine;
using OrleansMarkets.Cli.Output;
using OrleansMarkets.Client;

namespace OrleansMarkets.Cli.Commands;

/// <summary>The verb <c>auction</c>.</summary>
internal static class AuctionCommand
{
    public static Command Create(VerbContext context)
    {
        Command command = new("auction", "The auction that a market has called, and what the last one found");
        MarketArguments market = MarketArguments.Required(command);
        context.Run(command, async (client, parsed, cancellation) =>
        {
            MarketAuction auction = await client.GetAuctionAsync(market.Get(parsed), cancellation);
            return context.Say(parsed, auction, Words(auction));
        });
        return command;
    }

    private static string Words(MarketAuction auction)
    {
        string due = auction.DueAt is { } time ? $"at {Texts.Of(time)}" : "when an operator says so";
        string called = auction.IsCalled ? $"an auction {due}, then {auction.NextPhase}" : "no auction is called";
        string indication = auction.Indication is { } now ? $"\nwould give now: {Words(now)}" : "";
        string held = auction.Held is { } last ? $"\nthe last one: {Words(last)}, {Texts.Of(last.Time)}" : "";
        return $"{auction.MarketId}: {auction.Phase}, {called}{indication}{held}";
    }

    private static string Words(AuctionPrice price)
    {
        string left = price.Imbalance switch
        {
            0 => "nothing left over",
            > 0 => $"{Texts.Of(price.Imbalance)} more would buy",
            _ => $"{Texts.Of(-price.Imbalance)} more would sell",
        };
        return $"{Texts.Of(price.Quantity)} at {Texts.Of(price.Price)}, {left}";
    }
}
