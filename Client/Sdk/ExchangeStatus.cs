using System.Collections.Immutable;

namespace OrleansMarkets.Client;

/// <summary>How the exchange is.</summary>
/// <param name="Version">Version of the server.</param>
/// <param name="Runtime">The grain runtime that it runs on.</param>
/// <param name="Time">The exchange's clock.</param>
/// <param name="Markets">Its markets.</param>
public sealed record ExchangeStatus(string Version, string Runtime, DateTimeOffset Time, ImmutableArray<MarketState> Markets);
