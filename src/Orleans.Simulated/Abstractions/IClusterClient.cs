namespace Orleans;

/// <summary>A connection to the cluster.</summary>
public interface IClusterClient : IGrainFactory
{
    /// <summary>The services of the client.</summary>
    IServiceProvider ServiceProvider { get; }
}
