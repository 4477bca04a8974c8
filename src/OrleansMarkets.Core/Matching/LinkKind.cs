namespace OrleansMarkets.Core.Matching;

/// <summary>How an order depends on others.</summary>
public enum LinkKind : byte
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>When one order of the group trades, the others lose as much.</summary>
    OneCancelsOther = 1,

    /// <summary>The order is entered when its parent has traded.</summary>
    OneTriggersOther = 2,

    /// <summary>
    /// The order is entered when its parent has traded; of its like with the same parent the trades of one take from the others.
    /// </summary>
    OneTriggersOneCancelsOther = 3,
}
