using Microsoft.Extensions.Options;
using OrleansMarkets.Core.Oracles;
using OrleansMarkets.Grains.Oracles;

namespace OrleansMarkets.Grains.Hosting;

/// <summary>Refuses values with which no feed could ever have a price, or any price would be believed.</summary>
internal sealed class OracleOptionsValidator : IValidateOptions<OracleOptions>
{
    private const long MostConfidencePpm = 1_000_000;
    private const long MostMovePpm = 1_000_000_000;
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan MostAge = TimeSpan.FromHours(1);
    private static readonly TimeSpan MostHalfLife = TimeSpan.FromDays(30);
    private static readonly TimeSpan MostAhead = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, OracleOptions options)
    {
        OptionsCheck check = new();
        int publishers = options.Publishers.Distinct().Count();
        check.Within(ConfigurationCodes.Publishers, publishers, 1, OracleAggregator.MaximumPublishers);
        check.Within(ConfigurationCodes.MinimumPublishers, options.MinimumPublishers, 1, publishers);
        check.Within(ConfigurationCodes.MaximumAge, options.MaximumAge, Least, MostAge);
        check.Within(ConfigurationCodes.MaximumConfidencePpm, options.MaximumConfidencePpm, 1, MostConfidencePpm);
        check.Within(ConfigurationCodes.MaximumMovePpm, options.MaximumMovePpm, 1, MostMovePpm);
        check.Within(ConfigurationCodes.AverageHalfLife, options.AverageHalfLife, Least, MostHalfLife);
        check.Within(ConfigurationCodes.MaximumAhead, options.MaximumAhead, TimeSpan.Zero, MostAhead);
        return check.Result;
    }
}
