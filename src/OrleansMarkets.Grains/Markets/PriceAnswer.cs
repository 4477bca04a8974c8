using OrleansMarkets.Contracts.Markets;

namespace OrleansMarkets.Grains.Markets;

/// <summary>What the boards answered to one question.</summary>
/// <param name="LeftAt">Timestamp at which the question left: the prices may be as old as their stated age from then on.</param>
/// <param name="Prices">The prices.</param>
internal readonly record struct PriceAnswer(long LeftAt, IReadOnlyList<MarketPrice> Prices);
