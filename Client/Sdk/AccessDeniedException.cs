namespace OrleansMarkets.Client;

/// <summary>The API key is unknown, its signature wrong, the clock too far off, or the key may not do this.</summary>
public sealed class AccessDeniedException : RequestRejectedException
{
    internal AccessDeniedException(MarketsError error)
        : base(error)
    {
    }
}
