namespace OrleansMarkets.Core.Accounts;

/// <summary>The limits of an account's log and state.</summary>
public static class AccountLimits
{
    /// <summary>Largest amount of one posting or command, quanta.</summary>
    public const long MaximumAmountQuanta = 1L << 60;

    /// <summary>Largest absolute balance of a bucket, quanta: what would exceed it is refused, so no posting can overflow.</summary>
    public const long MaximumBalanceQuanta = 1L << 62;

    /// <summary>Most different assets of one account.</summary>
    public const int MaximumAssets = 256;

    /// <summary>Most markets that one account may have joined.</summary>
    public const int MaximumMarkets = 512;

    /// <summary>Most outgoing transfers that may wait for their acknowledgement.</summary>
    public const int MaximumOpenTransfers = 256;

    /// <summary>Most insurance holds open at a time.</summary>
    public const int MaximumHolds = 1_024;

    /// <summary>Most results kept for repeated commands; a further command is refused until the oldest expire.</summary>
    public const int MaximumStoredResults = 16_384;

    /// <summary>How long a command's result is kept, nanoseconds: 24 hours, longer than any caller retries.</summary>
    public const long ResultRetentionNs = 24L * 3600 * 1_000_000_000;

    /// <summary>Most events of one record.</summary>
    public const int MaximumEvents = 16;

    /// <summary>Longest asset code or market symbol.</summary>
    public const int MaximumNameLength = 64;
}
