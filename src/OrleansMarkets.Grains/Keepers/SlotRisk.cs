using OrleansMarkets.Core.Margin;

namespace OrleansMarkets.Grains.Keepers;

/// <summary>An account's risk as its keeper computes it, quote quanta.</summary>
/// <param name="EquityQuanta">Equity.</param>
/// <param name="MaintenanceQuanta">Maintenance margin.</param>
/// <param name="NotionalQuanta">Notional of all positions.</param>
internal readonly record struct SlotRisk(Int128 EquityQuanta, Int128 MaintenanceQuanta, Int128 NotionalQuanta)
{
    /// <summary>Whether the account looks liquidatable.</summary>
    public bool IsBelowMaintenance => EquityQuanta < MaintenanceQuanta;

    /// <summary>What equity lacks to maintenance margin.</summary>
    public Int128 ShortfallQuanta => MaintenanceQuanta - EquityQuanta;

    /// <summary>Orders by equity ÷ maintenance margin, worst first, by cross-multiplication.</summary>
    /// <param name="left">An account below maintenance margin.</param>
    /// <param name="right">Another.</param>
    public static int CompareHealth(in SlotRisk left, in SlotRisk right) =>
        (Cut(left.EquityQuanta) * Cut(right.MaintenanceQuanta)).CompareTo(Cut(right.EquityQuanta) * Cut(left.MaintenanceQuanta));

    /// <summary>Orders by notional ÷ equity, highest leverage first, by cross-multiplication; both equities positive.</summary>
    public static int CompareLeverage(in SlotRisk left, in SlotRisk right) =>
        (Cut(right.NotionalQuanta) * Cut(left.EquityQuanta)).CompareTo(Cut(left.NotionalQuanta) * Cut(right.EquityQuanta));

    /// <summary>An amount cut to what Core reports.</summary>
    public static Int128 Cut(Int128 quanta) => Int128.Clamp(quanta, -AccountRisk.Bound, AccountRisk.Bound);
}
