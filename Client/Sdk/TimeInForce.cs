namespace OrleansMarkets.Client;

/// <summary>How long an order works.</summary>
public enum TimeInForce
{
    /// <summary>Until it is cancelled.</summary>
    GoodTillCancelled,

    /// <summary>Fills what it can at once; the rest is cancelled.</summary>
    ImmediateOrCancel,

    /// <summary>All at once or nothing.</summary>
    FillOrKill,
}
