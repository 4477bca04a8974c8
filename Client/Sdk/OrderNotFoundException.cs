namespace OrleansMarkets.Client;

/// <summary>The order is not known, or nothing of it is open any more.</summary>
public sealed class OrderNotFoundException : RequestRejectedException
{
    internal OrderNotFoundException(MarketsError error)
        : base(error)
    {
    }
}
