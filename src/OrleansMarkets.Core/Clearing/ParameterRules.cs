using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Core.Clearing;

/// <summary>Which specifications and parameters an order book accepts, and what a change of them means for orders under way.</summary>
public static class ParameterRules
{
    /// <summary>Checks a specification and parameters together: the market's rules, and the limits of one step.</summary>
    /// <param name="spec">What is fixed for the market's life.</param>
    /// <param name="parameters">The rules to check with it.</param>
    /// <returns>What is wrong, in words; null if nothing.</returns>
    public static string? Check(MarketSpec spec, MarketParameters? parameters) => parameters switch
    {
        null => "there are no parameters",
        { MaximumOpenOrders: > MarketLimits.MaximumOpenOrders } =>
            $"more than {MarketLimits.MaximumOpenOrders} open orders of an account cannot be cancelled in one step",
        _ => MarketParametersValidator.CheckRules(spec, parameters),
    };

    /// <summary>
    /// Whether the positions that are there, whatever limit they were opened under, can be valued at any price of new rules.
    /// </summary>
    internal static bool CanValue(MarketState state, MarketParameters next)
    {
        long largest = 0;
        for (int index = 0; index < state.Rows.Count; index++)
        {
            largest = Math.Max(largest, Math.Abs(state.Rows[index].SizeLots));
        }

        Int128 notional = (Int128)next.MaximumPriceUnits * largest;
        return notional < MarketParametersValidator.NotionalBound
            && notional * state.Spec.QuantaPerUnitLot < MarketParametersValidator.NotionalBound;
    }

    /// <summary>Whether two sets of parameters say the same.</summary>
    internal static bool AreSame(MarketParameters left, MarketParameters right) =>
        left with { MarginTiers = right.MarginTiers } == right && left.MarginTiers.AsSpan().SequenceEqual(right.MarginTiers.AsSpan());

    /// <summary>Whether orders checked against the old rules must be checked again: margin or fees have changed.</summary>
    internal static bool BindOrders(MarketParameters old, MarketParameters next) =>
        old.MakerFeePpm != next.MakerFeePpm
        || old.TakerFeePpm != next.TakerFeePpm
        || !old.MarginTiers.AsSpan().SequenceEqual(next.MarginTiers.AsSpan());
}
