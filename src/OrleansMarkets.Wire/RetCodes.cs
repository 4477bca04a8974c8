namespace OrleansMarkets.Wire;

/// <summary>Outcomes of requests. The numbers are the dialect's, so that clients map them to their own errors.</summary>
public static class RetCodes
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>
    /// A parameter is missing, malformed or outside its range; an unknown symbol has <see cref="UnsupportedSymbol"/> in its text.
    /// </summary>
    public const int InvalidParameter = 10001;

    /// <summary>The timestamp is outside the receive window.</summary>
    public const int InvalidTime = 10002;

    /// <summary>The key is unknown or disabled.</summary>
    public const int InvalidKey = 10003;

    /// <summary>The signature is wrong.</summary>
    public const int InvalidSignature = 10004;

    /// <summary>The key may not do this.</summary>
    public const int PermissionDenied = 10005;

    /// <summary>Too many requests of this user to this endpoint within a second.</summary>
    public const int TooManyRequests = 10006;

    /// <summary>The key may not be used from this address.</summary>
    public const int AddressDenied = 10010;

    /// <summary>The server is busy, or the outcome is not known: look it up before trying again.</summary>
    public const int ServerBusy = 10016;

    /// <summary>No such route.</summary>
    public const int UnknownRoute = 10017;

    /// <summary>Too many requests of this address.</summary>
    public const int TooManyRequestsOfAddress = 10018;

    /// <summary>A second authentication on the same stream.</summary>
    public const int AlreadyAuthenticated = 20001;

    /// <summary>The key has expired.</summary>
    public const int KeyExpired = 33004;

    /// <summary>Contracts: the order is unknown or already final.</summary>
    public const int OrderNotFound = 110001;

    /// <summary>The price is outside the band, or off it.</summary>
    public const int PriceOutOfBand = 110003;

    /// <summary>Contracts: margin does not cover the order.</summary>
    public const int InsufficientMargin = 110007;

    /// <summary>A reduce-only order has nothing to reduce.</summary>
    public const int NothingToReduce = 110017;

    /// <summary>Too many open orders.</summary>
    public const int TooManyOpenOrders = 110020;

    /// <summary>Contracts: the position limit would be exceeded.</summary>
    public const int PositionLimit = 110021;

    /// <summary>The account is in liquidation and can only reduce.</summary>
    public const int AccountInLiquidation = 110023;

    /// <summary>The amended quantity is not above what is filled.</summary>
    public const int AmendedBelowFilled = 110064;

    /// <summary>The market does not take this now.</summary>
    public const int MarketNotOpen = 110066;

    /// <summary>Contracts: the client's order id was used with another body.</summary>
    public const int DuplicateOrderLinkId = 110072;

    /// <summary>The trigger of a rising price is not above it.</summary>
    public const int TriggerNotAbove = 110092;

    /// <summary>The trigger of a falling price is not below it.</summary>
    public const int TriggerNotBelow = 110093;

    /// <summary>Contracts: the order is below the smallest.</summary>
    public const int BelowMinimum = 110094;

    /// <summary>A withdrawal or transfer is not covered.</summary>
    public const int InsufficientTransfer = 131212;

    /// <summary>Spot: the balance does not cover the order.</summary>
    public const int InsufficientSpotBalance = 170131;

    /// <summary>Spot: the order is below the smallest.</summary>
    public const int BelowSpotMinimum = 170140;

    /// <summary>Spot: the client's order id was used with another body.</summary>
    public const int DuplicateSpotOrderLinkId = 170141;

    /// <summary>Spot: the order is unknown or already final.</summary>
    public const int SpotOrderNotFound = 170213;

    /// <summary>The account is not below maintenance margin.</summary>
    public const int NotLiquidatable = 190001;

    /// <summary>Another step of the same liquidation is running.</summary>
    public const int LiquidationInProgress = 190002;

    /// <summary>Of this venue: the order cannot be amended so, or has changed meanwhile.</summary>
    public const int CannotAmend = 190003;

    /// <summary>Of this venue: the group that a linked order names does not take it.</summary>
    public const int LinkRefused = 190004;

    /// <summary>Of this venue: a pegged order has nothing to follow now.</summary>
    public const int PegUnavailable = 190005;

    /// <summary>Text of <see cref="InvalidParameter"/> for a symbol that does not exist; clients match it.</summary>
    public const string UnsupportedSymbol = "Not supported symbols";
}
