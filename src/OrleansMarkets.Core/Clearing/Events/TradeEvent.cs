using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>
/// One trade, both sides at once. Fees are income of <see cref="WellKnownAccounts.Fees"/>. Cost deltas and realised profit are computed by
/// average cost; the cost released by a partial close is proportional, rounded toward zero, and the rest stays with the position.
/// </summary>
/// <param name="MakerOrderId">The resting order; 0 in an auto-deleveraging.</param>
/// <param name="TakerOrderId">The incoming order; 0 in an auto-deleveraging.</param>
/// <param name="MakerAccount">Account of the resting order, or the counterparty of an auto-deleveraging.</param>
/// <param name="TakerAccount">Account of the incoming order, or the bankrupt account.</param>
/// <param name="TakerSide">What the taker did.</param>
/// <param name="PriceUnits">Price.</param>
/// <param name="Lots">Quantity.</param>
/// <param name="NotionalQuanta">Price × quantity, exact.</param>
/// <param name="MakerFeeQuanta">The maker's fee; negative is a rebate. A debit is rounded up, a credit down.</param>
/// <param name="TakerFeeQuanta">The taker's fee.</param>
/// <param name="MakerRealisedQuanta">Profit that the maker realised, before fees.</param>
/// <param name="TakerRealisedQuanta">Profit that the taker realised, before fees.</param>
/// <param name="MakerCostDeltaQuanta">Change of the maker's signed cost basis: cost taken on, less cost released.</param>
/// <param name="TakerCostDeltaQuanta">Change of the taker's signed cost basis.</param>
/// <param name="MakerReserveReleasedQuanta">What the maker's order reserve fell by.</param>
public readonly record struct TradeEvent(
    long MakerOrderId,
    long TakerOrderId,
    long MakerAccount,
    long TakerAccount,
    Side TakerSide,
    long PriceUnits,
    long Lots,
    long NotionalQuanta,
    long MakerFeeQuanta,
    long TakerFeeQuanta,
    long MakerRealisedQuanta,
    long TakerRealisedQuanta,
    long MakerCostDeltaQuanta,
    long TakerCostDeltaQuanta,
    long MakerReserveReleasedQuanta);
