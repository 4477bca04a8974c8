namespace OrleansMarkets.Lab;

/// <summary>Exit codes of the laboratory.</summary>
public static class ExitCodes
{
    /// <summary>Done, and everything holds.</summary>
    public const int Ok = 0;

    /// <summary>A check failed: a sum is not zero, or a journal does not verify.</summary>
    public const int CheckFailed = 1;

    /// <summary>The input or an option is not usable; nothing was written.</summary>
    public const int BadInput = 2;
}
