using System.CommandLine;
using OrleansMarkets.Cli.Output;
using OrleansMarkets.Client;

namespace OrleansMarkets.Cli.Commands;

/// <summary>The verb <c>toxicity</c>.</summary>
internal static class ToxicityCommand
{
    public static Command Create(VerbContext context)
    {
        Command command = new("toxicity", "How one-sided the flow of takers is");
        MarketArguments market = MarketArguments.Required(command);
        context.Run(command, async (client, parsed, cancellation) =>
        {
            Toxicity toxicity = await client.GetToxicityAsync(market.Get(parsed), cancellation);
            string vpin = toxicity.Vpin is { } value
                ? $"VPIN {Texts.Of(value)} over {toxicity.Buckets} buckets of {Texts.Of(toxicity.BucketSize)}"
                : $"no bucket of {Texts.Of(toxicity.BucketSize)} is full yet";
            return context.Say(
                parsed,
                toxicity,
                $"{toxicity.MarketId}: {vpin}; the present one: {Texts.Of(toxicity.Bought)} bought, {Texts.Of(toxicity.Sold)} sold");
        });
        return command;
    }
}
