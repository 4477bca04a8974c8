namespace OrleansMarkets.Core.Matching;

/// <summary>Conditions on an order.</summary>
[Flags]
public enum OrderFlags : byte
{
    /// <summary>No condition.</summary>
    None = 0,

    /// <summary>Never takes: rejected if it would trade on entry.</summary>
    PostOnly = 1,

    /// <summary>Only reduces the position: clipped at every fill, never flips it.</summary>
    ReduceOnly = 2,

    /// <summary>Never takes: rests one tick behind the best opposite price if it would trade on entry.</summary>
    PostOnlySlide = 4,

    /// <summary>Closes the whole position, whatever its size is on entry.</summary>
    ClosePosition = 8,

    /// <summary>Set by the market: it trades in the next auction or not at all.</summary>
    AuctionOnly = 64,
}
