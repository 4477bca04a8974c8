namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>Why an index update closed the gate instead of moving the mark.</summary>
public enum IndexRejectReason : byte
{
    /// <summary>It was accepted.</summary>
    None = 0,

    /// <summary>The oracle had no quorum.</summary>
    NoQuorum = 1,

    /// <summary>It was older than the limit on arrival.</summary>
    Stale = 2,

    /// <summary>It was published after book time by more than the clocks' tolerance.</summary>
    FromTheFuture = 3,

    /// <summary>The price is not positive, or beyond the market's largest.</summary>
    OutOfRange = 4,
}
