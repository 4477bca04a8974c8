using Orleans;

namespace OrleansMarkets.Contracts.Markets;

/// <summary>Liquidation rules of a perpetual; see Core LiquidationParameters.</summary>
/// <param name="FeePpm">Fee, ppm of closed notional.</param>
/// <param name="KeeperRewardPpm">Reward, ppm of closed notional.</param>
/// <param name="BufferPpm">Buffer above maintenance, ppm.</param>
/// <param name="MaximumStepPpm">Largest part closed in one step, ppm.</param>
/// <param name="FullCloseNotionalQuanta">Closed whole up to this notional, quote quanta.</param>
/// <param name="SpreadToMaintenancePpm">Largest distance of the limit from mark, ppm of the maintenance rate.</param>
[GenerateSerializer, Immutable, Alias("om.liquidation-definition")]
public sealed record LiquidationDefinition(
    long FeePpm,
    long KeeperRewardPpm,
    long BufferPpm,
    long MaximumStepPpm,
    long FullCloseNotionalQuanta,
    long SpreadToMaintenancePpm);
