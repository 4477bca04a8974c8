namespace OrleansMarkets.Client;

/// <summary>
/// The exchange cannot be reached or asks to wait, and did so until the limit of attempts. Nothing happened; the same request may work
/// later.
/// </summary>
public sealed class ExchangeUnavailableException : MarketsException
{
    internal ExchangeUnavailableException(MarketsError error, Exception? inner = null)
        : base(error, inner)
    {
    }

    /// <summary>How long the exchange asks to wait at least; zero when it does not say.</summary>
    public TimeSpan RetryAfter { get; internal init; }
}
