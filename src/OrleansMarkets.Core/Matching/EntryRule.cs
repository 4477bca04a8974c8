namespace OrleansMarkets.Core.Matching;

/// <summary>How an order of a bare <see cref="IOrderMatcher"/> enters.</summary>
public enum EntryRule : byte
{
    /// <summary>Trades what it can; the rest stays in the book.</summary>
    GoodTillCancelled = 0,

    /// <summary>Trades what it can; the rest is dropped.</summary>
    ImmediateOrCancel = 1,

    /// <summary>Stays in the book; refused whole if it would trade.</summary>
    PostOnly = 2,

    /// <summary>Trades what it can at any price; the rest is dropped.</summary>
    Market = 3,

    /// <summary>Trades whole or not at all.</summary>
    FillOrKill = 4,
}
