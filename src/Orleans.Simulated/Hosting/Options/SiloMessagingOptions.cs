namespace Orleans.Configuration;

/// <summary>How calls from and to a silo are carried.</summary>
public sealed class SiloMessagingOptions : MessagingOptions
{
    /// <summary>How often a request is forwarded when its activation has moved.</summary>
    public int MaxForwardCount { get; set; } = 2;

    /// <summary>Largest number of requests that wait for one activation; 0 for no limit.</summary>
    public int MaxEnqueuedRequestsHardLimit { get; set; }

    /// <summary>Largest number of requests that wait for one activation of a stateless worker; 0 for no limit.</summary>
#pragma warning disable CA1707 // The public name of Orleans has the underscore.
    public int MaxEnqueuedRequestsHardLimit_StatelessWorker { get; set; }
#pragma warning restore CA1707
}
