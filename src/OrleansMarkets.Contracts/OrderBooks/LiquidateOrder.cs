using Orleans;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>
/// One step of a liquidation: an immediate reduce-only order on behalf of the account, its fee and the reward paid inside the step.
/// </summary>
/// <param name="Account">The account below maintenance margin.</param>
/// <param name="Call">The pair of this call.</param>
/// <param name="Episode">The liquidation episode.</param>
/// <param name="Step">Number of the step in the episode: repeats are answered with the first result.</param>
/// <param name="Side">Side of the closing order.</param>
/// <param name="QuantityLots">Lots to close.</param>
/// <param name="LimitPriceUnits">Worst price.</param>
/// <param name="ZeroPriceUnits">Price at which the account keeps nothing: the fee never reaches beyond it.</param>
/// <param name="KeeperAccount">Account that receives the reward.</param>
[GenerateSerializer, Immutable, Alias("om.liquidate-order")]
public readonly record struct LiquidateOrder(
    long Account,
    CallNumber Call,
    long Episode,
    int Step,
    Side Side,
    long QuantityLots,
    long LimitPriceUnits,
    long ZeroPriceUnits,
    long KeeperAccount);
