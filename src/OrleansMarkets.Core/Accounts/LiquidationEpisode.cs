namespace OrleansMarkets.Core.Accounts;

/// <summary>A liquidation episode under way.</summary>
/// <param name="Number">Its number, from 1, dense per account.</param>
/// <param name="StartedNs">When it was started.</param>
/// <param name="EquityQuanta">Equity when it was started.</param>
/// <param name="MaintenanceQuanta">Maintenance margin when it was started.</param>
/// <param name="Steps">Steps booked so far, over all markets.</param>
/// <param name="ClosedQuanta">Notional closed so far, quote quanta.</param>
/// <param name="FeesQuanta">Liquidation fees paid so far, quote quanta.</param>
public readonly record struct LiquidationEpisode(
    long Number,
    long StartedNs,
    long EquityQuanta,
    long MaintenanceQuanta,
    int Steps,
    long ClosedQuanta,
    long FeesQuanta);
