namespace OrleansMarkets.Core.Matching;

/// <summary>
/// Where an order stands. The status only moves forward, untriggered before all others; filled, cancelled and rejected are final.
/// </summary>
public enum OrderStatus : byte
{
    /// <summary>No order was made.</summary>
    None = 0,

    /// <summary>Resting, nothing filled yet.</summary>
    Open = 1,

    /// <summary>Resting, partly filled.</summary>
    PartiallyFilled = 2,

    /// <summary>Filled whole.</summary>
    Filled = 3,

    /// <summary>Cancelled, perhaps after partial fills.</summary>
    Cancelled = 4,

    /// <summary>Rejected.</summary>
    Rejected = 5,

    /// <summary>Waiting for its trigger or its parent; then it goes on like any other.</summary>
    Untriggered = 6,
}
