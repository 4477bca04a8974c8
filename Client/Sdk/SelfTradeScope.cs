namespace OrleansMarkets.Client;

/// <summary>Whose orders are an order's own as far as <see cref="SelfTradePolicy"/> goes.</summary>
public enum SelfTradeScope
{
    /// <summary>Those of its account.</summary>
    Account,

    /// <summary>Also those of all other accounts of the same user that were sent with this scope.</summary>
    User,
}
