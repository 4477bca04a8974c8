using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Core.Clearing;

/// <summary>Which specifications and parameters a market accepts: together they leave no way to overflow.</summary>
public static class ParameterRules
{
    /// <summary>Checks a specification and parameters together.</summary>
    /// <returns>What is wrong, in words; null if nothing.</returns>
    public static string? Check(MarketSpec spec, MarketParameters parameters) => throw new NotImplementedException();
}
