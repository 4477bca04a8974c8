using Orleans;

namespace OrleansMarkets.Contracts.Keepers;

/// <summary>One account with an opposite position, with the inputs of its rank.</summary>
/// <param name="Account">The account.</param>
/// <param name="SizeLots">Its signed position in the market.</param>
/// <param name="NotionalQuanta">Its position at mark, quote quanta.</param>
/// <param name="EquityQuanta">Its equity over all markets, quote quanta.</param>
/// <param name="ZeroPriceUnits">Its own zero price in the market: it is never closed at a worse one.</param>
[GenerateSerializer, Immutable, Alias("om.deleverage-candidate")]
public readonly record struct DeleverageCandidate(
    long Account,
    long SizeLots,
    long NotionalQuanta,
    long EquityQuanta,
    long ZeroPriceUnits);
