namespace OrleansMarkets.Core.Matching;

/// <summary>What an order waits for before it is entered.</summary>
public enum TriggerKind : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A price that is worse for a position to be closed: at or above for a buy, at or below for a sell.</summary>
    Stop = 1,

    /// <summary>A price that is better for a position to be closed: at or below for a buy, at or above for a sell.</summary>
    TakeProfit = 2,

    /// <summary>A distance from the best price seen since it was placed or activated.</summary>
    TrailingStop = 3,
}
