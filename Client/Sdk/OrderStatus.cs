namespace OrleansMarkets.Client;

/// <summary>Where an order stands. It only moves forward; the last three are final.</summary>
public enum OrderStatus
{
    /// <summary>Waiting for its trigger or its parent.</summary>
    Untriggered,

    /// <summary>Resting, nothing filled yet.</summary>
    Open,

    /// <summary>Resting, partly filled.</summary>
    PartiallyFilled,

    /// <summary>Filled whole.</summary>
    Filled,

    /// <summary>Cancelled, perhaps after partial fills.</summary>
    Cancelled,

    /// <summary>Refused by the market.</summary>
    Rejected,
}
