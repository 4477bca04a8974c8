namespace Orleans.Configuration;

/// <summary>Names of the cluster.</summary>
public sealed class ClusterOptions
{
    /// <summary>Name of the cluster.</summary>
    public string ClusterId { get; set; } = "default";

    /// <summary>Name of the service; outlives clusters.</summary>
    public string ServiceId { get; set; } = "default";
}
