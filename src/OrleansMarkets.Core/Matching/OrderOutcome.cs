namespace OrleansMarkets.Core.Matching;

/// <summary>What became of an <see cref="OrderCommand"/>.</summary>
public enum OrderOutcome : byte
{
    /// <summary>Nothing yet.</summary>
    None = 0,

    /// <summary>The order was filled whole on entry.</summary>
    Filled = 1,

    /// <summary>The order, or what was left of it, rests.</summary>
    Rested = 2,

    /// <summary>The order was accepted, and what did not fill was dropped.</summary>
    RemainderDropped = 3,

    /// <summary>A post-only order would have traded.</summary>
    WouldTake = 4,

    /// <summary>A fill-or-kill order could not be filled whole.</summary>
    CannotFillWhole = 5,

    /// <summary>The resting order is cancelled.</summary>
    Cancelled = 6,

    /// <summary>The order named by a cancel or a replace does not rest.</summary>
    NotFound = 7,

    /// <summary>The resting order keeps fewer lots, or has no more than it was to keep.</summary>
    Reduced = 8,
}
