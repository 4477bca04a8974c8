namespace OrleansMarkets.Client;

/// <summary>The exchange refused the request; nothing changed, and the same request would be refused again.</summary>
public class RequestRejectedException : MarketsException
{
    internal RequestRejectedException(MarketsError error)
        : base(error)
    {
    }
}
