namespace OrleansMarkets.Core.Markets;

/// <summary>How positions below maintenance margin are closed in a market.</summary>
/// <param name="FeePpm">Liquidation fee to insurance, ppm of closed notional, at most what the fill leaves above the zero price.</param>
/// <param name="KeeperRewardPpm">Share of closed notional paid to the keeper out of the fee, ppm; at most half of the fee.</param>
/// <param name="BufferPpm">A partial liquidation aims at equity of (1 + buffer) × maintenance margin, ppm of it.</param>
/// <param name="MaximumStepPpm">Largest part of the position closed in one step while the account is solvent, ppm.</param>
/// <param name="FullCloseNotionalQuanta">A position of at most this notional is closed whole, quote quanta.</param>
/// <param name="SpreadToMaintenancePpm">
/// Largest distance of the limit from mark, ppm of the maintenance rate (1,000,000 = the whole rate).
/// </param>
public sealed record LiquidationParameters(
    long FeePpm,
    long KeeperRewardPpm,
    long BufferPpm,
    long MaximumStepPpm,
    long FullCloseNotionalQuanta,
    long SpreadToMaintenancePpm);
