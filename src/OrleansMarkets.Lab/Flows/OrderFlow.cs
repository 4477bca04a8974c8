using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Lab.Flows;

/// <summary>A recorded order flow, checked whole: every command is sound.</summary>
/// <param name="Seed">What the file was generated from.</param>
/// <param name="Symbols">Number of books.</param>
/// <param name="HighestOrderId">No order id is above it.</param>
/// <param name="Prefill">The first so many commands only build the books.</param>
/// <param name="Commands">All commands in order.</param>
public sealed record OrderFlow(ulong Seed, int Symbols, int HighestOrderId, int Prefill, OrderCommand[] Commands)
{
    /// <summary>
    /// The most trades that the commands can give: each ends its maker, which rested once, or its taker, which entered once.
    /// </summary>
    public int MostTrades { get; } = Commands.Sum(command => command.Kind switch
    {
        OrderCommandKind.Cancel => 0,
        OrderCommandKind.New when command.Rule is not (EntryRule.GoodTillCancelled or EntryRule.PostOnly) => 1,
        _ => 2,
    });
}
