using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing.Conditionals;

/// <summary>An order of the naive market, resting, waiting or just passing through.</summary>
internal sealed class NaiveWaiting
{
    public required int Number { get; init; }

    public required int Account { get; init; }

    public required Side Side { get; init; }

    public required bool IsImmediate { get; init; }

    public required bool IsReduceOnly { get; init; }

    /// <summary>Limit price; 0 for a market order.</summary>
    public required long Price { get; set; }

    public required long Worst { get; init; }

    public required long Lots { get; set; }

    public TriggerTerms Terms { get; init; }

    public PegTerms Peg { get; init; }

    public long PegWorst { get; init; }

    public long Trigger { get; set; }

    public long NextMove { get; set; }

    public long Armed { get; set; }

    public bool IsFresh { get; set; }

    public NaiveGroup? Group { get; set; }

    public bool IsExclusive { get; init; }

    public bool HasTrigger => Terms.Kind != TriggerKind.None;

    public bool Rises => (Terms.Kind == TriggerKind.TakeProfit) == (Side == Side.Sell);

    public bool IsParent => Group?.Parent == this;
}
