using Orleans;
using OrleansMarkets.Core.Clearing;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>
/// An empty call that raises the pair and returns the durable row: epoch raise, barrier, resolution, freeze before a liquidation.
/// </summary>
/// <param name="Account">The account.</param>
/// <param name="Call">The pair of this call.</param>
/// <param name="Cancel">Which resting orders it cancels.</param>
[GenerateSerializer, Immutable, Alias("om.touch-account")]
public readonly record struct TouchAccount(
    long Account,
    CallNumber Call,
    TouchCancel Cancel);
