using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Liquidation;

/// <summary>
/// The fee of a liquidation step and the keeper's part of it. Both are computed after the fills from the zero price fixed before them; the
/// fee never takes more than the fills left above it, so it is nothing for an insolvent account (mechanics 2.4).
/// </summary>
/// <param name="FeeQuanta">What the account pays to insurance and keeper, quote quanta.</param>
/// <param name="RewardQuanta">The keeper's part, quote quanta: at most half.</param>
public readonly record struct LiquidationFee(long FeeQuanta, long RewardQuanta)
{
    /// <summary>Computes the fee.</summary>
    /// <param name="parameters">The market's liquidation rules.</param>
    /// <param name="spec">The market.</param>
    /// <param name="side">Side of the closing order.</param>
    /// <param name="closedLots">Lots closed.</param>
    /// <param name="closedQuanta">Their notional at the fill prices, quote quanta.</param>
    /// <param name="tradingFeesQuanta">Trading fees of the fills, quote quanta: they come first.</param>
    /// <param name="zeroPriceUnits">The zero price, price units.</param>
    public static LiquidationFee Compute(
        LiquidationParameters parameters,
        MarketSpec spec,
        Side side,
        long closedLots,
        long closedQuanta,
        long tradingFeesQuanta,
        long zeroPriceUnits)
    {
        Int128 zeroQuanta = (Int128)zeroPriceUnits * closedLots * spec.QuantaPerUnitLot;
        Int128 above = (side == Side.Sell ? closedQuanta - zeroQuanta : zeroQuanta - closedQuanta) - tradingFeesQuanta;
        long charge = IntegerMath.MulDiv(closedQuanta, parameters.FeePpm, IntegerMath.Ppm, RoundingDirection.Up);
        long fee = (long)Int128.Clamp(above, 0, charge);
        long reward = IntegerMath.MulDiv(closedQuanta, parameters.KeeperRewardPpm, IntegerMath.Ppm, RoundingDirection.Down);
        return new LiquidationFee(fee, Math.Min(reward, fee / 2));
    }
}
