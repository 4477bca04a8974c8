using System.Globalization;
using Microsoft.Extensions.Options;

namespace OrleansMarkets.Gateway.Hosting;

/// <summary>Refuses values with which the gateway could not keep its promises; all that is wrong at once.</summary>
internal sealed class GatewayOptionsValidator : IValidateOptions<GatewayOptions>
{
    private const int LeastBodyBytes = 1_024;
    private const int MostBodyBytes = 1024 * 1024;
    private const int LeastQueueBytes = 64 * 1024;
    private const int MostQueueBytes = 64 * 1024 * 1024;
    private const int MostRequests = 10_000_000;
    private const int MostConnections = 1_000_000;
    private static readonly TimeSpan LeastPatience = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan MostPatience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MostKeyLifetime = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, GatewayOptions options)
    {
        List<string> failures = [];
        if (options.MasterKey is not { Length: GatewayOptions.MasterKeyBytes } || options.MasterKey.All(static part => part == 0))
        {
            failures.Add($"config.gateway.master_key: is not {GatewayOptions.MasterKeyBytes} bytes of a secret");
        }

        Within(failures, "maximum_body_bytes", options.MaximumBodyBytes, LeastBodyBytes, MostBodyBytes);
        Within(failures, "maximum_connections", options.MaximumConnections, 1, MostConnections);
        Within(failures, "maximum_streams", options.MaximumStreams, 0, options.MaximumConnections);
        Within(failures, "trade_requests_per_second", options.TradeRequestsPerSecond, 1, MostRequests);
        Within(failures, "read_requests_per_second", options.ReadRequestsPerSecond, 1, MostRequests);
        Within(failures, "address_requests_per_five_seconds", options.AddressRequestsPerFiveSeconds, 1, MostRequests);
        Within(failures, "cluster_patience", options.ClusterPatience, LeastPatience, MostPatience);
        Within(failures, "key_lifetime", options.KeyLifetime, LeastPatience, MostKeyLifetime);
        Within(failures, "replica_patience", options.ReplicaPatience, TimeSpan.Zero, MostPatience);
        Within(failures, "stream_queue_bytes", options.StreamQueueBytes, LeastQueueBytes, MostQueueBytes);
        Within(failures, "maximum_topics", options.MaximumTopics, 1, MostRequests);
        Within(failures, "keeper_shards", options.KeeperShards, 1, MostRequests);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void Within<T>(List<string> failures, string code, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            failures.Add(string.Create(
                CultureInfo.InvariantCulture, $"config.gateway.{code}: {value} is not between {least} and {most}"));
        }
    }
}
