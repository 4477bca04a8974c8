using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Matching;

/// <summary>The character of a random order flow; the same character gives the same commands.</summary>
/// <param name="Seed">What the dice start from.</param>
/// <param name="Length">Number of commands.</param>
/// <param name="Spread">How far limit prices are from the middle.</param>
/// <param name="Drift">How fast the middle moves.</param>
/// <param name="Jump">The middle jumps once in about so many commands; 0: never.</param>
public sealed record RandomFlow(int Seed, int Length, int Spread, int Drift, int Jump)
{
    private const int FarthestJump = 1_000_000;

    internal OrderCommand[] Commands(int symbols)
    {
        var random = new Random(Seed);
        var commands = new OrderCommand[Length];
        long middle = 1_000;
        uint ids = 0;
        for (int at = 0; at < Length; at++)
        {
            middle += random.Next(Drift + 1);
            if (Jump > 0 && random.Next(Jump * 10) == 0)
            {
                middle += random.Next(-FarthestJump, FarthestJump);
            }

            commands[at] = Next(random, symbols, middle, ref ids);
        }

        return commands;
    }

    private OrderCommand Next(Random random, int symbols, long middle, ref uint ids)
    {
        int dice = random.Next(100);
        bool enters = dice < 60 || ids == 0;
        OrderCommandKind kind = enters ? OrderCommandKind.New
            : dice < 84 ? OrderCommandKind.Cancel
            : dice < 92 ? OrderCommandKind.Reduce
            : OrderCommandKind.Replace;
        uint named = enters ? ++ids : (uint)random.Next(0, (int)ids + 1);
        return new OrderCommand
        {
            Kind = kind,
            SideIndex = (byte)random.Next(2),
            Rule = enters ? RuleOf(random.Next(20)) : EntryRule.GoodTillCancelled,
            Symbol = (uint)random.Next(symbols),
            OrderId = named,
            NewOrderId = kind == OrderCommandKind.Replace ? ++ids : 0,
            PriceUnits = middle + random.Next(-Spread, Spread + 1),
            Lots = (uint)random.Next(1, 40),
        };
    }

    private static EntryRule RuleOf(int dice) => dice < 13 ? EntryRule.GoodTillCancelled : (EntryRule)(dice - 12) switch
    {
        EntryRule.ImmediateOrCancel => EntryRule.ImmediateOrCancel,
        EntryRule.PostOnly => EntryRule.PostOnly,
        EntryRule.Market => EntryRule.Market,
        EntryRule.FillOrKill => EntryRule.FillOrKill,
        _ => EntryRule.PostOnly,
    };
}
