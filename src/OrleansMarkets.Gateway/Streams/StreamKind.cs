using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Gateway.Streams;

/// <summary>What a path of streams carries.</summary>
/// <param name="IsPrivate">Whether it needs a key.</param>
/// <param name="Market">Kind of the public markets; null when this venue has none of them, and on the private stream.</param>
internal sealed record StreamKind(bool IsPrivate, MarketKind? Market);
