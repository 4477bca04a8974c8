namespace OrleansMarkets.Client;

/// <summary>The other side answered something that this version does not understand: it is not the exchange, or a newer one.</summary>
public sealed class ProtocolException : MarketsException
{
    internal ProtocolException(string message, Exception? inner = null)
        : base(new MarketsError(0, 0, message), inner)
    {
    }
}
