namespace OrleansMarkets.Core.Matching;

/// <summary>What an incoming order does with a resting order that it must not trade with.</summary>
public enum SelfTradePolicy : byte
{
    /// <summary>The resting order is cancelled, the incoming order goes on.</summary>
    CancelMaker = 0,

    /// <summary>The rest of the incoming order is cancelled, the resting order stays.</summary>
    CancelTaker = 1,

    /// <summary>Both are cancelled.</summary>
    CancelBoth = 2,

    /// <summary>Both lose the smaller of their quantities without trading; what is left of either goes on.</summary>
    Decrement = 3,
}
