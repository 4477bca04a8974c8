namespace OrleansMarkets.EndToEnd.Processes;

/// <summary>How long tests wait for what must happen; generous, because a machine may be busy.</summary>
internal static class TestLimits
{
    /// <summary>From the begin of a process to its banner, or to its refusal.</summary>
    public static readonly TimeSpan Start = TimeSpan.FromSeconds(120);

    /// <summary>From a signal to the end of the process.</summary>
    public static readonly TimeSpan Stop = TimeSpan.FromSeconds(60);

    /// <summary>One request.</summary>
    public static readonly TimeSpan Request = TimeSpan.FromSeconds(60);

    /// <summary>A number of acknowledgements under load.</summary>
    public static readonly TimeSpan Load = TimeSpan.FromSeconds(90);
}
