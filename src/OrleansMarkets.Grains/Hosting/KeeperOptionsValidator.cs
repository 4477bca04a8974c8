using Microsoft.Extensions.Options;
using OrleansMarkets.Grains.Keepers;

namespace OrleansMarkets.Grains.Hosting;

/// <summary>Refuses values with which keepers would not watch every account, or not within a second or so.</summary>
internal sealed class KeeperOptionsValidator : IValidateOptions<KeeperOptions>
{
    private const int MostShards = 4_096;
    private const int MostCalls = 1_000_000;
    private static readonly TimeSpan LeastScanPeriod = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan MostScanPeriod = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, KeeperOptions options)
    {
        OptionsCheck check = new();
        check.Within(ConfigurationCodes.ShardCount, options.ShardCount, 1, MostShards);
        check.Within(ConfigurationCodes.ScanPeriod, options.ScanPeriod, LeastScanPeriod, MostScanPeriod);
        check.Within(ConfigurationCodes.KeeperAccount, options.KeeperAccount, 0, long.MaxValue);
        check.Within(ConfigurationCodes.MaximumCallsInFlight, options.MaximumCallsInFlight, 1, MostCalls);
        check.Within(ConfigurationCodes.MaximumCallsPerScan, options.MaximumCallsPerScan, 1, MostCalls);
        return check.Result;
    }
}
