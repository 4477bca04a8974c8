namespace OrleansMarkets.Silo.Markets;

/// <summary>
/// The file of markets as it is written. Prices, quantities, amounts and percentages are decimal texts, so nothing is rounded.
/// </summary>
/// <param name="SettlementAsset">The asset that margin is counted in.</param>
/// <param name="Assets">All assets.</param>
/// <param name="Feeds">Oracle feeds.</param>
/// <param name="Markets">The markets.</param>
public sealed record MarketFile(
    string SettlementAsset,
    IReadOnlyList<AssetEntry> Assets,
    IReadOnlyList<FeedEntry> Feeds,
    IReadOnlyList<MarketEntry> Markets);
