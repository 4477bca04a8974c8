namespace OrleansMarkets.Client;

/// <summary>How an order depends on others of its account.</summary>
public enum LinkKind
{
    /// <summary>What one of the group trades the others lose.</summary>
    OneCancelsOther,

    /// <summary>It is entered when its parent has traded.</summary>
    OneTriggersOther,

    /// <summary>It is entered when its parent has traded, and what one of such orders trades the others lose.</summary>
    OneTriggersOneCancelsOther,
}
