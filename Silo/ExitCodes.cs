namespace OrleansMarkets.Silo;

/// <summary>Exit codes of the host; docs/operations.md says what to do on each.</summary>
public static class ExitCodes
{
    /// <summary>Stopped as asked: everything acknowledged is in the journal.</summary>
    public const int Stopped = 0;

    /// <summary>Ended by a fault; the message on stderr says which.</summary>
    public const int Failed = 1;

    /// <summary>An option, a setting or the file of markets is not usable; nothing was changed.</summary>
    public const int BadInput = 2;

    /// <summary>Another process has the data directory.</summary>
    public const int DirectoryInUse = 3;

    /// <summary>The data directory cannot be used as it is: damage, another format, no room, no permission. Nothing was changed.</summary>
    public const int DirectoryUnusable = 4;

    /// <summary>A port is taken, or the address may not be listened on.</summary>
    public const int PortInUse = 5;

    /// <summary>The definition of a market does not fit the one in the data directory.</summary>
    public const int MarketRefused = 6;

    /// <summary>A second Ctrl-C ended the process before it had stopped; the next start recovers as after a crash.</summary>
    public const int Interrupted = 130;
}
