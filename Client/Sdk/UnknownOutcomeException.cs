namespace OrleansMarkets.Client;

/// <summary>
/// A request that changes something left, and its outcome could not be learnt: it may have happened or not. Send the same again (an order
/// with
/// the same client order id happens at most once), or look it up later.
/// </summary>
public sealed class UnknownOutcomeException : MarketsException
{
    internal UnknownOutcomeException(MarketsError error, string? clientOrderId, Exception? inner = null)
        : base(error, inner)
    {
        ClientOrderId = clientOrderId;
    }

    /// <summary>The order in question; null if the request was not about one order with a client order id.</summary>
    public string? ClientOrderId { get; }
}
