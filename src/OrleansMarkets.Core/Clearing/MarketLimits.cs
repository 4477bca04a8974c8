namespace OrleansMarkets.Core.Clearing;

/// <summary>The bounds of one step and of what a market stores.</summary>
public static class MarketLimits
{
    /// <summary>A deadline is at most this far after book time, nanoseconds.</summary>
    public const long MaximumDeadlineNs = 60_000_000_000;

    /// <summary>A result is kept at least this long after its command's deadline, nanoseconds.</summary>
    public const long ResultRetentionNs = 15_000_000_000;

    /// <summary>Resting orders that one step visits: fills, own orders and dead reduce-only orders it cancels on its way.</summary>
    public const int MaximumFillsPerStep = 1_000;

    /// <summary>
    /// Upper bound of <see cref="Markets.MarketParameters.MaximumOpenOrders"/>: a touch cancels all orders of an account in one step.
    /// </summary>
    public const int MaximumOpenOrders = 1_000;

    /// <summary>
    /// Orders of counterparties that one auto-deleveraging step may cancel; whoever would exceed it is left to the next step.
    /// </summary>
    public const int MaximumCancelsPerStep = 1_000;

    /// <summary>Boundaries (samples, gaps between them, fundings) that one step applies; the rest continue in the next steps.</summary>
    public const int MaximumBoundariesPerStep = 256;

    /// <summary>The price that an auction would have now is published at most so often, nanoseconds.</summary>
    public const long IndicationPeriodNs = 1_000_000_000;

    /// <summary>Stored results that one step forgets.</summary>
    public const int MaximumExpiriesPerStep = 64;

    /// <summary>
    /// Orders that expire in one step, or are looked at for their account's time to cancel them all, or to be cut to its position: an
    /// account begun is finished, the rest continue in the next steps.
    /// </summary>
    public const int MaximumDueOrdersPerStep = 1_000;

    /// <summary>Counterparties of one auto-deleveraging step.</summary>
    public const int MaximumDeleverageCounterparties = 256;

    /// <summary>Largest sum of the reserves of an account's orders, quote quanta: sums stay in 64 bits.</summary>
    public const long MaximumReserveQuanta = 1L << 61;

    /// <summary>
    /// What an order that closes whatever position there is counts for in its owner's open reduce-only lots: more than any position, and
    /// so little that <see cref="MaximumOpenOrders"/> of them stay far from the end of 64 bits.
    /// </summary>
    public const long ClosePositionLots = 1L << 50;

    /// <summary>Waiting orders that one step enters, and triggers that it moves; the rest continue in the next steps.</summary>
    public const int MaximumTriggersPerStep = 1_000;

    /// <summary>Largest distance of a trailing stop as a share of the best price, ppm: a half.</summary>
    public const long MaximumTrailPpm = 500_000;

    /// <summary>Most orders of one scale order.</summary>
    public const int MaximumScaleOrders = 50;

    /// <summary>Pegged orders that one step prices anew; the rest continue in the next steps.</summary>
    public const int MaximumPegMovesPerStep = 1_000;

    /// <summary>Orders of one group of linked orders, the parent not counted.</summary>
    public const int MaximumLinkedOrders = 8;

    /// <summary>Largest sum of lots resting on one side of a book.</summary>
    public const long MaximumSideLots = 1L << 60;

    /// <summary>An index may be published at most this far after book time, nanoseconds (the clocks' tolerance).</summary>
    public const long MaximumIndexLeadNs = 250_000_000;

    /// <summary>Two quarantines within this time keep the market cancel-only until an operator opens it, nanoseconds.</summary>
    public const long QuarantineWindowNs = 60_000_000_000;

    /// <summary>Longest name of who acts as an operator, characters.</summary>
    public const int MaximumActorLength = 64;

    /// <summary>Longest reason of an operator's act, characters.</summary>
    public const int MaximumReasonLength = 256;
}
