namespace OrleansMarkets.Cli;

/// <summary>How a verb ended.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>The exchange refused.</summary>
    public const int Rejected = 1;

    /// <summary>The arguments, the environment or a file of credentials are wrong; nothing was sent.</summary>
    public const int Usage = 2;

    /// <summary>The exchange cannot be reached; nothing happened.</summary>
    public const int Unreachable = 3;

    /// <summary>Something was sent and its outcome is not known.</summary>
    public const int UnknownOutcome = 4;
}
