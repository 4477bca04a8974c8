using System.Collections.Immutable;
using OrleansMarkets.Contracts.Keepers;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Grains.Keepers;
using OrleansMarkets.Grains.Markets;
using OrleansMarkets.Grains.Tests.Markets;

namespace OrleansMarkets.Grains.Tests.Keepers;

/// <summary>Random accounts in random markets, as a keeper holds them and as Core values them.</summary>
internal sealed class RandomShard
{
    private readonly Random _random;
    private readonly CatalogMarket[] _markets;
    private readonly (long Mark, long Funding)[] _prices;
    private readonly SortedDictionary<long, RiskVector> _vectors = [];

    // Whether products of size and funding leave 64 bits.
    private readonly bool _isWide;

    public RandomShard(int seed)
    {
        _random = new Random(seed);
        _isWide = seed % 4 == 0;
        _markets = [.. Enumerable.Range(0, 6).Select(i => CatalogMarket.Of(
            i == 0 ? Definitions.Spot("SPOT") : Definitions.Perpetual($"PERP-{i}") with { QuantaPerUnitLot = 1L << _random.Next(0, 10) }))];
        _prices = new (long, long)[_markets.Length];
    }

    public ShardRisk Risk { get; } = new();

    public IEnumerable<long> Accounts => _vectors.Keys;

    public void MovePrices(bool withMissing)
    {
        for (int i = 0; i < _markets.Length; i++)
        {
            long mark = withMissing && _random.Next(4) == 0 ? 0 : _random.NextInt64(1, _markets[i].Parameters.MaximumPriceUnits);
            _prices[i] = (mark, Funding());
            Risk.Column(_markets[i].Spec.Symbol).SetPrice(_markets[i], mark, _prices[i].Funding);
        }
    }

    public void Report(int count)
    {
        for (int i = 0; i < count; i++)
        {
            long account = _random.NextInt64(1, 200);
            long version = _vectors.TryGetValue(account, out RiskVector? known) ? known.Version + 1 : 1;
            RiskVector vector = new(account, 1, version, Money(), RandomPositions());
            _vectors[account] = vector;
            Assert.True(Risk.Set(vector));
            Assert.False(Risk.Set(vector with { CollateralQuanta = long.MinValue }));
        }
    }

    public AccountRisk CoreRisk(long account, MarkQuality quality)
    {
        RiskVector vector = _vectors[account];
        MarketExposure[] exposures = [.. vector.Positions.Select(position => Exposure(account, position, quality))];
        return AccountRisk.Evaluate([new CollateralBalance(vector.CollateralQuanta, 1_000_000)], exposures, ValuationPurpose.Liquidation);
    }

    private MarketExposure Exposure(long account, in RiskVectorPosition position, MarkQuality quality)
    {
        string symbol = position.Symbol;
        int market = Array.FindIndex(_markets, each => each.Spec.Symbol == symbol);
        ClearingRow row = default(ClearingRow) with
        {
            Account = account,
            SizeLots = position.SizeLots,
            QuoteQuanta = position.QuoteQuanta,
            CostBasisQuanta = position.CostBasisQuanta,
            FundingIndex = position.FundingIndex,
        };
        MarketView view = new(
            _prices[market].Mark, _prices[market].Mark == 0 ? MarkQuality.Missing : quality, _prices[market].Funding);
        return new MarketExposure(_markets[market].Spec, _markets[market].Parameters, row, view, 0, 0, 0, 0);
    }

    private ImmutableArray<RiskVectorPosition> RandomPositions() =>
    [
        .. _markets.Where(_ => _random.Next(3) == 0).Select(market => new RiskVectorPosition(
            market.Spec.Symbol, Signed(20), Money(), Money(), Funding())),
    ];

    private long Funding() => Signed(_isWide ? 52 : 40);

    private long Money() => Signed(44);

    private long Signed(int bits) => _random.NextInt64(-(1L << _random.Next(1, bits)), 1L << _random.Next(1, bits));
}
