using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing.Twin;

/// <summary>An order of the naive market, resting, waiting or just passing through.</summary>
internal sealed class NaiveMarketOrder : INaivePeg
{
    public required int Number { get; init; }

    public required int Account { get; init; }

    public required Side Side { get; init; }

    public required TimeInForce Force { get; init; }

    public required OrderFlags Flags { get; init; }

    /// <summary>Limit price; 0 for a market order.</summary>
    public required long Price { get; set; }

    public required long Worst { get; set; }

    /// <summary>Lots left, shown or not.</summary>
    public required long Lots { get; set; }

    public required OrderInstructions Instructions { get; init; }

    /// <summary>Lots of a resting order that the book shows.</summary>
    public long Shown { get; set; }

    /// <summary>Quantity of the whole order, what has traded or gone included.</summary>
    public long Quantity { get; set; }

    public long PegWorst { get; init; }

    public long Trigger { get; set; }

    public long NextMove { get; set; }

    public long Armed { get; set; }

    public bool IsFresh { get; set; }

    public NaiveGroup? Group { get; set; }

    public bool IsExclusive { get; init; }

    /// <summary>The step that gave it its present terms: of orders with the same trigger the earliest comes first.</summary>
    public int Place { get; set; }

    /// <summary>What it waits for instead of what it was placed for; null as long as that stands.</summary>
    public TriggerTerms? NewTerms { get; set; }

    /// <summary>Whether it was amended while it waited.</summary>
    public bool IsAmended { get; set; }

    public TriggerTerms Terms => NewTerms ?? Instructions.Trigger;

    public PegTerms Peg => Instructions.Peg;

    public bool IsReduceOnly => Flags.HasFlag(OrderFlags.ReduceOnly);

    public bool Closes => Flags.HasFlag(OrderFlags.ClosePosition);

    public bool NeverTakes => Flags.HasFlag(OrderFlags.PostOnly) || Flags.HasFlag(OrderFlags.PostOnlySlide);

    public bool MayRest => Force is TimeInForce.GoodTillCancelled or TimeInForce.GoodTillDate;

    public bool HasTrigger => Terms.Kind != TriggerKind.None;

    public bool Rises => (Terms.Kind == TriggerKind.TakeProfit) == (Side == Side.Sell);

    public bool IsParent => Group?.Parent == this;

    public bool IsChild => Group is { HasParent: true } && !IsParent;

    /// <summary>Begins to show what it may of its lots.</summary>
    public void Show() => Shown = Instructions.DisplayLots == 0 ? Lots : Math.Min(Lots, Instructions.DisplayLots);

    /// <summary>Lots go without a trade: those that it hides first.</summary>
    public void Lose(long lots)
    {
        Shown -= Math.Max(0, lots - (Lots - Shown));
        Lots -= lots;
    }

    public NaiveMarketOrder Copy() => (NaiveMarketOrder)MemberwiseClone();
}
