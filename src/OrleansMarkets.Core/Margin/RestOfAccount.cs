using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Margin;

/// <summary>An account without the market that an order is for: its collateral and its other markets, within 64 bits.</summary>
/// <param name="EquityQuanta">Collateral at its weights, cleared cash and unrealised profit or loss.</param>
/// <param name="RequirementQuanta">Initial margin and order reserves.</param>
/// <param name="MaintenanceQuanta">Maintenance margin.</param>
/// <param name="UntrustedMarks">Number of positions whose mark is stale or missing.</param>
internal readonly record struct RestOfAccount(
    long EquityQuanta, long RequirementQuanta, long MaintenanceQuanta, int UntrustedMarks)
{
    /// <summary>Sums collateral and markets.</summary>
    /// <param name="ledger">The account's own ledger.</param>
    /// <param name="markets">The account's stakes.</param>
    /// <param name="index">The stake that is left out.</param>
    /// <param name="rest">The sums, if all of it fits.</param>
    /// <returns>Whether it fits.</returns>
    public static bool TrySum(
        ReadOnlySpan<CollateralBalance> ledger, ReadOnlySpan<MarketExposure> markets, int index, out RestOfAccount rest)
    {
        rest = default;
        if (!TryCollateral(ledger, out long collateral))
        {
            return false;
        }

        if (markets.Length <= 1)
        {
            rest = new RestOfAccount(collateral, 0, 0, 0);
            return true;
        }

        if (!NarrowRisk.TrySum(collateral, markets, index, out NarrowRisk others))
        {
            return false;
        }

        rest = new RestOfAccount(
            others.SettledQuanta + others.UnrealisedPnlQuanta,
            others.InitialQuanta + others.ReserveQuanta,
            others.MaintenanceQuanta,
            others.UntrustedMarks);
        return true;
    }

    // A balance that counts whole, or is a debt, needs no product; one asset is the usual case.
    private static bool TryCollateral(ReadOnlySpan<CollateralBalance> ledger, out long quanta)
    {
        if (ledger.Length == 1 && (ledger[0].Quanta <= 0 || ledger[0].WeightPpm == IntegerMath.Ppm))
        {
            quanta = ledger[0].Quanta;
        }
        else
        {
            Int128 total = AccountRisk.Collateral(ledger);
            quanta = unchecked((long)total);
            if (quanta != total)
            {
                return false;
            }
        }

        return quanta is >= -NarrowRisk.CollateralBound and <= NarrowRisk.CollateralBound;
    }
}
