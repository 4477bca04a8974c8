using Microsoft.Extensions.Options;
using OrleansMarkets.Grains.Journaling;

namespace OrleansMarkets.Grains.Hosting;

/// <summary>Refuses values with which a grain could not keep its log.</summary>
internal sealed class JournalingOptionsValidator : IValidateOptions<JournalingOptions>
{
    private const int MostAttempts = 1_000_000;
    private static readonly TimeSpan LeastBackoff = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan MostBackoff = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, JournalingOptions options)
    {
        OptionsCheck check = new();
        check.Within(ConfigurationCodes.SnapshotEveryRecords, options.SnapshotEveryRecords, 0, int.MaxValue);
        if (check.Present(ConfigurationCodes.Commit, options.Commit))
        {
            check.Within(ConfigurationCodes.MaxSendAttempts, options.Commit.MaxSendAttempts, 1, MostAttempts);
            check.Within(ConfigurationCodes.MaxResolveAttempts, options.Commit.MaxResolveAttempts, 1, MostAttempts);
            check.Within(ConfigurationCodes.FirstBackoff, options.Commit.FirstBackoff, LeastBackoff, MostBackoff);
            check.Within(ConfigurationCodes.MaxBackoff, options.Commit.MaxBackoff, options.Commit.FirstBackoff, MostBackoff);
        }

        return check.Result;
    }
}
