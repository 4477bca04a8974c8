namespace OrleansMarkets.Client;

/// <summary>An order was refused, by form, risk or the market: it does not exist and never will under its client order id.</summary>
public sealed class OrderRejectedException : RequestRejectedException
{
    internal OrderRejectedException(MarketsError error, string clientOrderId)
        : base(error)
    {
        ClientOrderId = clientOrderId;
    }

    /// <summary>The refused order.</summary>
    public string ClientOrderId { get; }
}
