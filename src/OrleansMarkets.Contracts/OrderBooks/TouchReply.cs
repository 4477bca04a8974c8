using Orleans;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>The durable row of the account after a touch.</summary>
/// <param name="Code">Ok, or Superseded.</param>
/// <param name="Sequence">Sequence of the market's record.</param>
/// <param name="Row">The account's row.</param>
[GenerateSerializer, Immutable, Alias("om.touch-reply")]
public readonly record struct TouchReply(
    ResultCode Code,
    long Sequence,
    RowImage Row);
