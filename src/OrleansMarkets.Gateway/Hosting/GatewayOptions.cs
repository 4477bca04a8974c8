namespace OrleansMarkets.Gateway.Hosting;

/// <summary>How the gateway works. The same master key on every gateway of a venue.</summary>
public sealed class GatewayOptions
{
    /// <summary>Bytes of <see cref="MasterKey"/>.</summary>
    public const int MasterKeyBytes = 32;

    /// <summary>The key that seals the secrets of API keys where they are stored; it has no default.</summary>
    public byte[] MasterKey { get; set; } = [];

    /// <summary>Largest body of a request, bytes.</summary>
    public int MaximumBodyBytes { get; set; } = 16 * 1024;

    /// <summary>Connections at once, streams included.</summary>
    public int MaximumConnections { get; set; } = 4_096;

    /// <summary>Streams at once.</summary>
    public int MaximumStreams { get; set; } = 2_048;

    /// <summary>Requests of one account to one trading endpoint in any second.</summary>
    public int TradeRequestsPerSecond { get; set; } = 20;

    /// <summary>Requests of one account to one reading endpoint in any second.</summary>
    public int ReadRequestsPerSecond { get; set; } = 10;

    /// <summary>Requests of one address in any five seconds.</summary>
    public int AddressRequestsPerFiveSeconds { get; set; } = 600;

    /// <summary>How long a request waits for the cluster; then the outcome is not known.</summary>
    public TimeSpan ClusterPatience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long what a key may do is believed without asking its user's grain: the longest life of a disabled key.</summary>
    public TimeSpan KeyLifetime { get; set; } = TimeSpan.FromMilliseconds(800);

    /// <summary>How long an answer waits for the replica of a market to contain what it acknowledges.</summary>
    public TimeSpan ReplicaPatience { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Bytes that may wait for one reader of a stream; a slower reader is dropped.</summary>
    public int StreamQueueBytes { get; set; } = 1024 * 1024;

    /// <summary>Topics of one stream.</summary>
    public int MaximumTopics { get; set; } = 200;

    /// <summary>Shards of the liquidation keepers, as the silos have it.</summary>
    public int KeeperShards { get; set; } = 4;
}
