namespace OrleansMarkets.Core.Oracles;

/// <summary>What became of a publisher's message.</summary>
public enum OracleUpdate : byte
{
    /// <summary>It is the publisher's latest.</summary>
    Accepted,

    /// <summary>The feed does not know the publisher.</summary>
    UnknownPublisher,

    /// <summary>Its sequence is not above the last, or it was published before it.</summary>
    OutOfOrder,

    /// <summary>The price is not positive or too large.</summary>
    InvalidPrice,

    /// <summary>The confidence is not positive, or as large as the price.</summary>
    InvalidConfidence,

    /// <summary>It is dated in the future.</summary>
    FromTheFuture,
}
