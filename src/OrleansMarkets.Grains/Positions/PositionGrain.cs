using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Positions;
using OrleansMarkets.Grains.Markets;

namespace OrleansMarkets.Grains.Positions;

/// <summary>A position as its owner sees it: computed from the account's risk report, kept for a moment, never stored.</summary>
[Reentrant, GrainType("position")]
public sealed class PositionGrain(TimeProvider clock, MarketCatalog catalog) : ExchangeGrain, IPositionGrain
{
    /// <summary>How long a view is given out again before the account is asked once more.</summary>
    public static readonly TimeSpan MaximumAge = TimeSpan.FromMilliseconds(250);

    private long _account;
    private string _symbol = string.Empty;
    private PositionView? _view;
    private long _askedAt;
    private Task<PositionView>? _asking;

    /// <inheritdoc/>
    protected override Task ActivateAsync(CancellationToken cancellationToken)
    {
        (_account, _symbol) = PositionKey.Parse(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<PositionView> Get()
    {
        if (_view is not null && clock.GetElapsedTime(_askedAt) < MaximumAge)
        {
            return Task.FromResult(_view);
        }

        return _asking ??= AskAsync();
    }

    private async Task<PositionView> AskAsync()
    {
        try
        {
            long askedAt = clock.GetTimestamp();
            CatalogLookup lookup = await catalog.FindAsync(GrainFactory, _symbol);
            if (lookup.Market is not { } market)
            {
                throw new InvalidOperationException($"Market {_symbol} has no positions to show: {lookup.Code}.");
            }

            RiskReport report = await GrainFactory.GetGrain<ICrossMarginGrain>(_account).GetRisk();
            _view = PositionProjection.Of(report, market.Spec);
            _askedAt = askedAt;
            return _view;
        }
        finally
        {
            _asking = null;
        }
    }
}
