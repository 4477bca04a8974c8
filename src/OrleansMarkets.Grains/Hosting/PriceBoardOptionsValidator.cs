using Microsoft.Extensions.Options;
using OrleansMarkets.Grains.Markets;

namespace OrleansMarkets.Grains.Hosting;

/// <summary>Refuses a number of boards that no silo could read.</summary>
internal sealed class PriceBoardOptionsValidator : IValidateOptions<PriceBoardOptions>
{
    private const int MostBoards = 64;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, PriceBoardOptions options)
    {
        OptionsCheck check = new();
        check.Within(ConfigurationCodes.BoardCount, options.BoardCount, 1, MostBoards);
        return check.Result;
    }
}
