using OrleansMarkets.Core.Margin;

namespace OrleansMarkets.Grains.Keepers;

/// <summary>An account's risk as its keeper computes it, quote quanta.</summary>
/// <param name="EquityQuanta">Equity.</param>
/// <param name="MaintenanceQuanta">Maintenance margin.</param>
internal readonly record struct SlotRisk(Int128 EquityQuanta, Int128 MaintenanceQuanta)
{
    /// <summary>Whether the account looks liquidatable.</summary>
    public bool IsBelowMaintenance => EquityQuanta < MaintenanceQuanta;

    /// <summary>What equity lacks to maintenance margin.</summary>
    public Int128 ShortfallQuanta => MaintenanceQuanta - EquityQuanta;

    /// <summary>Orders by equity ÷ maintenance margin, worst first, by cross-multiplication.</summary>
    /// <param name="left">An account below maintenance margin.</param>
    /// <param name="right">Another.</param>
    public static int CompareHealth(in SlotRisk left, in SlotRisk right) =>
        ((Int128)Cut(left.EquityQuanta) * Cut(right.MaintenanceQuanta))
            .CompareTo((Int128)Cut(right.EquityQuanta) * Cut(left.MaintenanceQuanta));

    /// <summary>An amount cut to what Core reports.</summary>
    /// <param name="quanta">The amount.</param>
    public static long Cut(Int128 quanta) => (long)Int128.Clamp(quanta, -AccountRisk.Bound, AccountRisk.Bound);
}
