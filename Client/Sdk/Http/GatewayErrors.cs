using OrleansMarkets.Wire;

namespace OrleansMarkets.Client.Http;

/// <summary>What the codes of the HTTP dialect mean for a caller.</summary>
internal static class GatewayErrors
{
    // The exchange's own stable codes; the dialect's table is coarser, so some of its codes have no single one.
    private static readonly Dictionary<int, int> StableCodes = new()
    {
        [RetCodes.InvalidParameter] = 1001,
        [RetCodes.DuplicateOrderLinkId] = Retries.Repeater.DuplicateId,
        [RetCodes.DuplicateSpotOrderLinkId] = Retries.Repeater.DuplicateId,
        [RetCodes.MarketNotOpen] = 1202,
        [RetCodes.PriceOutOfBand] = 1204,
        [RetCodes.BelowMinimum] = 1206,
        [RetCodes.BelowSpotMinimum] = 1206,
        [RetCodes.TooManyOpenOrders] = 1209,
        [RetCodes.InsufficientMargin] = 2001,
        [RetCodes.InsufficientSpotBalance] = 2001,
        [RetCodes.InsufficientTransfer] = 2002,
        [RetCodes.PositionLimit] = 2003,
        [AccountInLiquidation] = 2006,
        [RetCodes.NothingToReduce] = 3003,
        [RetCodes.CannotAmend] = 3011,
        [RetCodes.TriggerNotAbove] = 3020,
        [RetCodes.TriggerNotBelow] = 3020,
        [RetCodes.LinkRefused] = 3021,
        [RetCodes.PegUnavailable] = 3025,
        [RetCodes.OrderNotFound] = OrderNotFound,
        [RetCodes.SpotOrderNotFound] = OrderNotFound,
        [RetCodes.ServerBusy] = 4002,
        [RetCodes.NotLiquidatable] = 5001,
        [RetCodes.LiquidationInProgress] = 5002,
    };

    private const int OrderNotFound = 3004;
    private const int UnknownMarket = 1201;
    private const int AccountInLiquidation = 110023;

    /// <summary>The failure that an answer with a code other than zero is.</summary>
    /// <param name="retCode">The answer's code.</param>
    /// <param name="message">Its words.</param>
    /// <param name="changes">Whether the request changes something.</param>
    /// <param name="order">The order that it places, if it does.</param>
    public static MarketsException Failure(int retCode, string message, bool changes, string? order)
    {
        var error = new MarketsError(StableCode(retCode, message), retCode, message);
        return retCode switch
        {
            RetCodes.ServerBusy when changes => new UnknownOutcomeException(error, order),
            RetCodes.ServerBusy or RetCodes.TooManyRequests or RetCodes.TooManyRequestsOfAddress => new ExchangeUnavailableException(error),
            RetCodes.InvalidTime or RetCodes.InvalidKey or RetCodes.InvalidSignature or RetCodes.PermissionDenied
                or RetCodes.AddressDenied or RetCodes.KeyExpired => new AccessDeniedException(error),
            RetCodes.OrderNotFound or RetCodes.SpotOrderNotFound => new OrderNotFoundException(error),
            _ when order is not null => new OrderRejectedException(error, order),
            _ => new RequestRejectedException(error),
        };
    }

    private static int StableCode(int retCode, string message) =>
        retCode == RetCodes.InvalidParameter && message.Contains(RetCodes.UnsupportedSymbol, StringComparison.OrdinalIgnoreCase)
            ? UnknownMarket
            : StableCodes.GetValueOrDefault(retCode);
}
