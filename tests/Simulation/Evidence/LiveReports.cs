using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Keepers;
using OrleansMarkets.Contracts.OrderBooks;

namespace OrleansMarkets.Simulation.Evidence;

/// <summary>What the grains say at the end.</summary>
/// <param name="Markets">Reports of the books by symbol.</param>
/// <param name="Rows">Rows of the books by symbol and account.</param>
/// <param name="Accounts">Reports of the accounts.</param>
/// <param name="Keepers">Reports of the shards.</param>
internal sealed record LiveReports(
    IReadOnlyDictionary<string, MarketReport> Markets,
    IReadOnlyDictionary<(string Symbol, long Account), RowImage> Rows,
    IReadOnlyDictionary<long, RiskReport> Accounts,
    IReadOnlyList<KeeperReport> Keepers);
