namespace OrleansMarkets.Gateway.Http;

/// <summary>Who may call a route.</summary>
internal enum RouteAccess
{
    /// <summary>Everybody.</summary>
    Public,

    /// <summary>Every key.</summary>
    AnyKey,

    /// <summary>Keys that read.</summary>
    Read,

    /// <summary>Keys that trade.</summary>
    Trade,

    /// <summary>Keys that trade or only cancel.</summary>
    Cancel,

    /// <summary>Keys of operators.</summary>
    Admin,
}
