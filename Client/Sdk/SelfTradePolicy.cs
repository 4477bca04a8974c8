namespace OrleansMarkets.Client;

/// <summary>What happens when an order meets another one of its own account.</summary>
public enum SelfTradePolicy
{
    /// <summary>The resting order is cancelled.</summary>
    CancelMaker,

    /// <summary>The rest of the incoming order is cancelled.</summary>
    CancelTaker,

    /// <summary>Both are cancelled.</summary>
    CancelBoth,

    /// <summary>Both lose the smaller of their quantities without trading.</summary>
    Decrement,
}
