using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Grains.Markets;

/// <summary>What the catalog knows of a symbol.</summary>
/// <param name="Code">
/// Ok; UnknownMarket when the registry says so; Unavailable when the registry was asked for it, or for the version, and did not answer.
/// </param>
/// <param name="Market">The market when Ok; with Unavailable perhaps an older version.</param>
public readonly record struct CatalogLookup(ResultCode Code, CatalogMarket? Market);
