using System.Collections.Immutable;
using Orleans;
using OrleansMarkets.Contracts.Keepers;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Grains.Markets;

namespace OrleansMarkets.Grains.Keepers;

/// <summary>
/// Reads what a shard has to know before it is ready: the rows of its accounts from every book and their ledgers from the journal, without
/// activating an account. Any failure fails the whole: the shard starts over, since half a picture would miss accounts.
/// </summary>
/// <param name="grains">The keeper's grain factory.</param>
/// <param name="collateral">Reads the ledgers.</param>
internal sealed class ShardLoader(IGrainFactory grains, ICollateralReader collateral)
{
    /// <summary>Rows of one page.</summary>
    public const int PageRows = 1_000;

    /// <summary>Ledgers read at once.</summary>
    public const int MaximumReadsInFlight = 16;

    private readonly SortedDictionary<long, List<RiskVectorPosition>> _positions = [];

    /// <summary>Reads the vectors of all accounts that a filter wants, in the order of the accounts; all are of version zero.</summary>
    /// <param name="isWanted">Whether an account belongs to the shard.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<RiskVector>> LoadAsync(Func<long, bool> isWanted, CancellationToken cancellationToken)
    {
        ImmutableArray<MarketDefinition> markets =
            await grains.GetGrain<IMarketRegistryGrain>(MarketCatalog.RegistryKey).GetMarkets();
        foreach (MarketDefinition market in markets)
        {
            await ReadRows(market.Symbol, isWanted);
        }

        List<RiskVector> vectors = new(_positions.Count);
        foreach (KeyValuePair<long, List<RiskVectorPosition>>[] chunk in _positions.Chunk(MaximumReadsInFlight))
        {
            long[] ledgers = await Task.WhenAll(chunk.Select(pair => collateral.ReadAsync(pair.Key, cancellationToken)));
            for (int i = 0; i < chunk.Length; i++)
            {
                vectors.Add(new RiskVector(chunk[i].Key, 0, 0, ledgers[i], [.. chunk[i].Value]));
            }
        }

        return vectors;
    }

    private async Task ReadRows(string symbol, Func<long, bool> isWanted)
    {
        IOrderBookGrain book = grains.GetGrain<IOrderBookGrain>(symbol);
        long after = 0;
        bool hasMore = true;
        while (hasMore)
        {
            // Closed rows too: a flat row with cash on it is part of its account's equity.
            RowPage page = await book.ReadRows(new RowQuery(after, PageRows, OpenOnly: false));
            foreach (RowImage row in page.Rows)
            {
                after = Math.Max(after, row.Account);
                if ((row.SizeLots != 0 || row.QuoteQuanta != 0) && isWanted(row.Account))
                {
                    Add(symbol, row);
                }
            }

            hasMore = page.HasMore && page.Rows.Length > 0;
        }
    }

    private void Add(string symbol, in RowImage row)
    {
        if (!_positions.TryGetValue(row.Account, out List<RiskVectorPosition>? positions))
        {
            positions = [];
            _positions.Add(row.Account, positions);
        }

        positions.Add(new RiskVectorPosition(symbol, row.SizeLots, row.QuoteQuanta, row.CostBasisQuanta, row.FundingIndex));
    }
}
