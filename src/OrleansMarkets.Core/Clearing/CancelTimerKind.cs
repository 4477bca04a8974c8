namespace OrleansMarkets.Core.Clearing;

/// <summary>
/// Whose timer it is that cancels all orders of an account: each kind has a time of its own, so that none moves another's. Values are part
/// of the journal's format.
/// </summary>
public enum CancelTimerKind : byte
{
    /// <summary>The account's own: "cancel all after".</summary>
    CancelAllAfter = 0,

    /// <summary>That of its connections: a gateway sets it when the last of them is lost.</summary>
    Disconnect = 1,
}
