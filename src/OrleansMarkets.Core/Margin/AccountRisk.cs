using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Margin;

/// <summary>
/// An account's risk over all of its markets, in quanta of the settlement asset. Orders, withdrawals, liquidations and what-if questions
/// all use this one evaluation, so they can never disagree. Amounts beyond ±<see cref="Bound"/> are cut to it: such an account is refused
/// either way.
/// </summary>
/// <param name="SettledQuanta">Collateral at its weights and cleared cash of all rows, without unrealised profit or loss.</param>
/// <param name="UnrealisedPnlQuanta">Unrealised profit less loss.</param>
/// <param name="UnrealisedLossQuanta">Unrealised losses alone, not positive: profits in other markets are not set against them.</param>
/// <param name="NotionalQuanta">Sum of the absolute values of all positions.</param>
/// <param name="InitialQuanta">Initial margin of the worst exposure in each market.</param>
/// <param name="MaintenanceQuanta">Maintenance margin of the positions.</param>
/// <param name="ReserveQuanta">Order reserves, resting and in flight.</param>
/// <param name="UntrustedMarks">Number of markets with a position whose mark is stale or missing.</param>
public readonly record struct AccountRisk(
    long SettledQuanta,
    long UnrealisedPnlQuanta,
    long UnrealisedLossQuanta,
    long NotionalQuanta,
    long InitialQuanta,
    long MaintenanceQuanta,
    long ReserveQuanta,
    int UntrustedMarks)
{
    /// <summary>Largest absolute amount reported.</summary>
    public const long Bound = 1L << 60;

    /// <summary>Money may leave only while equity covers this share of the notional, ppm, even where initial margin is lower.</summary>
    public const long TransferOutNotionalPpm = 100_000;

    /// <summary>Equity: what would be left if everything closed at the valuation prices.</summary>
    public long EquityQuanta => SettledQuanta + UnrealisedPnlQuanta;

    /// <summary>What equity must cover before new risk is taken: initial margin and order reserves.</summary>
    public long RequirementQuanta => InitialQuanta + ReserveQuanta;

    /// <summary>Equity left for new risk; negative when restricted to reductions.</summary>
    public long FreeCollateralQuanta => EquityQuanta - RequirementQuanta;

    /// <summary>
    /// Settled money left for leaving, negative when there is none: unrealised profit counts for nothing, unrealised loss in full, and the
    /// requirement is at least <see cref="TransferOutNotionalPpm"/> of the notional (I9, I31).
    /// </summary>
    public long SettledFreeQuanta
    {
        get
        {
            long floor = IntegerMath.MulDiv(NotionalQuanta, TransferOutNotionalPpm, IntegerMath.Ppm, RoundingDirection.Up);
            return SettledQuanta + UnrealisedLossQuanta - Math.Max(InitialQuanta, floor) - ReserveQuanta;
        }
    }

    /// <summary>What can be withdrawn of the settlement asset now.</summary>
    public long WithdrawableQuanta => Math.Max(0, SettledFreeQuanta);

    /// <summary>Whether equity is below maintenance margin. Only meaningful for <see cref="ValuationPurpose.Liquidation"/>.</summary>
    public bool IsLiquidatable => EquityQuanta < MaintenanceQuanta;

    /// <summary>Evaluates an account. Nothing is allocated: it runs for every order.</summary>
    /// <param name="ledger">The account's own ledger: its durable balances and their collateral weights.</param>
    /// <param name="markets">The account's stakes, all quoted in the settlement asset.</param>
    /// <param name="purpose">In whose favour untrusted marks are read.</param>
    public static AccountRisk Evaluate(
        ReadOnlySpan<CollateralBalance> ledger,
        ReadOnlySpan<MarketExposure> markets,
        ValuationPurpose purpose)
    {
        var sum = new AccountRiskSum(Collateral(ledger));
        foreach (ref readonly MarketExposure exposure in markets)
        {
            sum.Add(exposure, purpose);
        }

        return sum.ToRisk();
    }

    /// <summary>Value of ledger balances as collateral: assets at their weights, rounded down; debts whole.</summary>
    public static Int128 Collateral(ReadOnlySpan<CollateralBalance> ledger)
    {
        Int128 total = 0;
        foreach (CollateralBalance balance in ledger)
        {
            total += balance.Quanta <= 0 || balance.WeightPpm == IntegerMath.Ppm
                ? balance.Quanta
                : IntegerMath.Divide(IntegerMath.Multiply(balance.Quanta, balance.WeightPpm), IntegerMath.Ppm, RoundingDirection.Down);
        }

        return total;
    }
}
