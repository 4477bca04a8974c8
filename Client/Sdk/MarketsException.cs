namespace OrleansMarkets.Client;

/// <summary>
/// Something that the exchange or the way to it refused. Every failure of a client is one of the derived types; what a caller has to treat
/// differently has a type of its own.
/// </summary>
public class MarketsException : Exception
{
    internal MarketsException(MarketsError error, Exception? inner = null)
        : base(error.ToString(), inner)
    {
        Error = error;
    }

    /// <summary>What the exchange said.</summary>
    public MarketsError Error { get; }
}
