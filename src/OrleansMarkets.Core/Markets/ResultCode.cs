namespace OrleansMarkets.Core.Markets;

/// <summary>
/// The stable outcome codes of commands, in bands: 0 success; 1xxx form of the request; 12xx market and its state; 2xxx risk; 3xxx
/// matching; 4xxx protocol; 5xxx liquidation; 9xxx faults. A code is never reused for another meaning.
/// </summary>
public enum ResultCode
{
    /// <summary>Done: for an order, accepted (its fills and status are in the result).</summary>
    Ok = 0,

    /// <summary>A field of the request is missing, malformed or outside its range.</summary>
    InvalidRequest = 1001,

    /// <summary>The command's deadline has passed, or is too far away.</summary>
    DeadlineExpired = 1002,

    /// <summary>The command id was used before with another body.</summary>
    DuplicateIdDifferentBody = 1003,

    /// <summary>The key that asks may not do this.</summary>
    Forbidden = 1004,

    /// <summary>The market does not exist.</summary>
    UnknownMarket = 1201,

    /// <summary>The market's phase does not admit the command.</summary>
    MarketNotOpen = 1202,

    /// <summary>The price is not a multiple of the tick.</summary>
    PriceOffGrid = 1203,

    /// <summary>The price is outside the band around the mark, or not positive.</summary>
    PriceOutOfBand = 1204,

    /// <summary>The quantity is not a multiple of the step.</summary>
    QuantityOffGrid = 1205,

    /// <summary>The quantity is below the minimum.</summary>
    QuantityTooSmall = 1206,

    /// <summary>The quantity is above the maximum.</summary>
    QuantityTooLarge = 1207,

    /// <summary>The parameters that the order was checked against have changed: read them again and resend.</summary>
    ParametersOutdated = 1208,

    /// <summary>The account has too many open orders in the market.</summary>
    TooManyOpenOrders = 1209,

    /// <summary>The parameters of a market are not acceptable together.</summary>
    InvalidParameters = 1210,

    /// <summary>The expiry of an order has passed.</summary>
    ExpiryPassed = 1220,

    /// <summary>Equity does not cover the requirement with this order.</summary>
    InsufficientMargin = 2001,

    /// <summary>The balance does not cover the debit.</summary>
    InsufficientBalance = 2002,

    /// <summary>The position limit would be exceeded.</summary>
    PositionLimit = 2003,

    /// <summary>The mark price is stale: no new risk until the oracle is back.</summary>
    StalePrice = 2004,

    /// <summary>The account is recovering: only orders that do not raise the requirement pass.</summary>
    AccountRecovering = 2005,

    /// <summary>The account is being liquidated.</summary>
    AccountInLiquidation = 2006,

    /// <summary>A post-only order would have traded.</summary>
    WouldTake = 3001,

    /// <summary>A fill-or-kill order could not be filled whole.</summary>
    CannotFillWhole = 3002,

    /// <summary>A reduce-only order has nothing to reduce.</summary>
    NothingToReduce = 3003,

    /// <summary>No such order is open.</summary>
    OrderNotFound = 3004,

    /// <summary>An immediate order found nothing to trade with.</summary>
    NoLiquidity = 3005,

    /// <summary>The order was amended since the account's risk check saw it: send the amendment again under a new id.</summary>
    OrderChanged = 3010,

    /// <summary>An order that waits, is pegged or is for an auction only cannot be amended so: cancel it and submit another.</summary>
    CannotAmend = 3011,

    /// <summary>The price that a conditional order watches has reached its trigger already: send it without one.</summary>
    TriggerAlreadyReached = 3020,

    /// <summary>The group or the parent that a linked order names is not known (any more), or ended without trading.</summary>
    LinkedOrderGone = 3021,

    /// <summary>The group that a linked order names is one of another kind.</summary>
    LinkMismatch = 3022,

    /// <summary>The group has as many orders as it may.</summary>
    TooManyLinkedOrders = 3023,

    /// <summary>An order of the group has traded already.</summary>
    LinkedOrderTraded = 3024,

    /// <summary>A pegged order has no reference to follow now, or could rest at no price.</summary>
    PegUnavailable = 3025,

    /// <summary>Orders are collected for an auction, which fills no order whole or not at all.</summary>
    NotInAuction = 3030,

    /// <summary>The call stamp is not above the highest that the market has seen: not a result, send again with a new one.</summary>
    Superseded = 4001,

    /// <summary>The outcome is not known (yet): ask again by the command id.</summary>
    Unknown = 4002,

    /// <summary>The receiver is overloaded or not ready; nothing happened, try again.</summary>
    Unavailable = 4003,

    /// <summary>The account is not below maintenance margin.</summary>
    NotLiquidatable = 5001,

    /// <summary>Another step of the same liquidation is running.</summary>
    LiquidationInProgress = 5002,

    /// <summary>The step that the command caused failed inside; the market quarantined it.</summary>
    InternalReject = 9001,
}
