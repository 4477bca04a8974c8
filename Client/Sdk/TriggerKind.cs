namespace OrleansMarkets.Client;

/// <summary>What a waiting order waits for.</summary>
public enum TriggerKind
{
    /// <summary>A price that is worse for a position: at or above for a buy, at or below for a sell.</summary>
    Stop,

    /// <summary>A price that is better for a position: at or below for a buy, at or above for a sell.</summary>
    TakeProfit,

    /// <summary>A distance from the best price.</summary>
    TrailingStop,
}
