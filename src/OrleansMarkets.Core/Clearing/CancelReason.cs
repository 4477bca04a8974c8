namespace OrleansMarkets.Core.Clearing;

/// <summary>Why lots of an order left the market without trading.</summary>
public enum CancelReason : byte
{
    /// <summary>Nothing was cancelled.</summary>
    None = 0,

    /// <summary>Its owner cancelled it.</summary>
    Requested = 1,

    /// <summary>A touch of the account cancelled it: the freeze before a liquidation, or a mass cancel.</summary>
    Touched = 2,

    /// <summary>It would have traded with an incoming order of its own account.</summary>
    SelfTrade = 3,

    /// <summary>It was reduce-only and nothing is left to reduce.</summary>
    NothingToReduce = 4,

    /// <summary>It was immediate-or-cancel or a market order and found no more to trade with.</summary>
    NoLiquidity = 5,

    /// <summary>The step reached its limit of fills.</summary>
    FillLimit = 6,

    /// <summary>Less position is left than the account's orders would close: by an auto-deleveraging, or all of them reduce-only.</summary>
    ExceedsPosition = 7,

    /// <summary>Its time had come (good till date).</summary>
    Expired = 10,

    /// <summary>Its owner amended it to no more than had traded.</summary>
    Amended = 11,

    /// <summary>Its owner's time to cancel all orders had come: a dead man's switch.</summary>
    TimerRanOut = 12,

    /// <summary>Another order of its group traded.</summary>
    LinkedFill = 20,

    /// <summary>Its parent ended before it had traded as much.</summary>
    ParentEnded = 21,

    /// <summary>Its trigger was reached in a phase that does not admit it.</summary>
    PhaseClosed = 22,

    /// <summary>It was post-only and would have traded when its trigger was reached.</summary>
    WouldTake = 23,

    /// <summary>It was fill-or-kill and could not be filled whole when its trigger was reached.</summary>
    CannotFillWhole = 24,

    /// <summary>An order that depends on it was entered: what it had not traded yet would be without protection.</summary>
    ChildEntered = 25,

    /// <summary>It was immediate-or-cancel or a market order, and the auction left it unfilled.</summary>
    AuctionEnded = 30,

    /// <summary>Its next trade would have left the dynamic band: the market is interrupted.</summary>
    Interrupted = 31,
}
