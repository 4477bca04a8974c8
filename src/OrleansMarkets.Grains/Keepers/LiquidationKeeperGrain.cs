using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Keepers;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Grains.Markets;
using OrleansMarkets.Grains.Messaging;

namespace OrleansMarkets.Grains.Keepers;

/// <summary>
/// Watches the accounts of one shard. It is a filter in front of the permissionless liquidation: whether an account is really below
/// maintenance margin the account decides itself, so a keeper may ask too often but never misses one.
/// </summary>
[Reentrant, KeepAlive, GrainType("liquidation-keeper")]
public sealed class LiquidationKeeperGrain : ExchangeGrain, ILiquidationKeeperGrain, IRemindable
{
    /// <summary>Name of the reminder that wakes the shard.</summary>
    public const string ReminderName = "wake";

    /// <summary>Period of the reminder: the shortest that the runtime allows.</summary>
    public static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private readonly MarketPriceCache _prices;
    private readonly MarketCatalog _catalog;
    private readonly ICollateralReader _collateral;
    private readonly BackgroundCalls _background;
    private readonly KeeperOptions _options;
    private readonly KeeperMetrics _metrics;
    private readonly ILogger<LiquidationKeeperGrain> _logger;
    private readonly LiquidationAttempts _attempts;
    private readonly LiquidationDispatch _dispatch;
    private readonly ShardRisk _risk = new();
    private readonly List<int> _below = [];
    private readonly CancellationTokenSource _stopping = new();
    private bool _isReady;
    private long _scans;

    /// <summary>Made by the runtime.</summary>
    public LiquidationKeeperGrain(
        MarketPriceCache prices,
        MarketCatalog catalog,
        ICollateralReader collateral,
        BackgroundCalls background,
        TimeProvider clock,
        IOptions<KeeperOptions> options,
        KeeperMetrics metrics,
        ILogger<LiquidationKeeperGrain> logger)
    {
        (_prices, _catalog, _collateral, _background) = (prices, catalog, collateral, background);
        (_options, _metrics, _logger) = (options.Value, metrics, logger);
        _attempts = new LiquidationAttempts(clock, _options.ScanPeriod);
        _dispatch = new LiquidationDispatch(
            account => GrainFactory.GetGrain<ICrossMarginGrain>(account).Liquidate(_options.KeeperAccount), _attempts, _options, metrics);
    }

    /// <inheritdoc/>
    protected override Task ActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(TimeSpan.Zero, _options.ScanPeriod));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _dispatch.Stop();
        _stopping.Cancel();
        _stopping.Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Start() => this.RegisterOrUpdateReminder(ReminderName, ReminderPeriod, ReminderPeriod);

    /// <inheritdoc/>
    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task Report(RiskVector vector)
    {
        if (IsMine(vector.Account))
        {
            _risk.Set(vector);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<DeleverageCandidates> FindCandidates(DeleverageQuery query)
    {
        if (!_isReady)
        {
            return new DeleverageCandidates(false, []);
        }

        MarketColumn column = _risk.Column(query.Symbol);
        await Gather();
        Evaluate();
        return new DeleverageCandidates(true, DeleverageSearch.Find(_risk, column, query));
    }

    /// <inheritdoc/>
    public async Task<UnderMarginedPage> FindUnderMargined(UnderMarginedQuery query)
    {
        if (!_isReady)
        {
            return new UnderMarginedPage(false, [], false);
        }

        await Gather();
        Evaluate();
        return UnderMarginedList.Page(_risk, _below, query);
    }

    /// <inheritdoc/>
    public Task<KeeperReport> GetReport() => Task.FromResult(
        new KeeperReport(_isReady, _risk.Count, _below.Count, _scans, _dispatch.Calls, _dispatch.RewardQuanta));

    private bool IsMine(long account) => account > 0 && _options.ShardOf(account) == this.GetPrimaryKeyLong();

    private async Task Tick()
    {
        if (!_background.TryBegin())
        {
            return;
        }

        try
        {
            if (!_isReady)
            {
                await Load();
            }

            await Gather();
            Evaluate();
            Dispatch();
            _scans++;
        }
        catch (Exception fault)
        {
            // The next tick tries again; until the start is done nothing is scanned.
            _metrics.FailedStarts.Add(_isReady ? 0 : 1);
            _logger.LogWarning(fault, "Shard {Shard} did not finish its turn", this.GetPrimaryKeyLong());
        }
        finally
        {
            _background.End();
        }
    }

    private async Task Load()
    {
        IReadOnlyList<RiskVector> vectors = await new ShardLoader(GrainFactory, _collateral).LoadAsync(IsMine, _stopping.Token);
        foreach (RiskVector vector in vectors)
        {
            // What accounts reported meanwhile is newer than what was read.
            if (_risk.SlotOf(vector.Account) < 0)
            {
                _risk.Set(vector);
            }
        }

        _isReady = true;
    }

    // Makes sure that prices and rules are there. They are read afterwards, in the turn that evaluates: reports come in between.
    private async Task Gather()
    {
        PriceView view = await _prices.GetAsync(GrainFactory);
        for (int i = 0; i < _risk.Columns.Count; i++)
        {
            string symbol = _risk.Columns[i].Symbol;
            long version = view.TryGet(symbol, out MarketPrice price) ? price.ParametersVersion : 0;
            await _catalog.FindAsync(GrainFactory, symbol, version);
        }
    }

    // Without a new price, rule or vector the last evaluation stands.
    private void Evaluate()
    {
        PriceView view = _prices.Present;
        bool changed = _risk.HasChanged;
        foreach (MarketColumn column in _risk.Columns)
        {
            bool known = view.TryGet(column.Symbol, out MarketPrice price);
            CatalogMarket? market = _catalog.Present.GetValueOrDefault(column.Symbol);
            changed |= column.SetPrice(market, known ? price.MarkUnits : 0, known ? price.FundingIndex : null);
        }

        if (changed)
        {
            _risk.Evaluate(_below);
        }
    }

    private void Dispatch()
    {
        if (_below.Count == 0 && _attempts.Count == 0)
        {
            return;
        }

        List<(long Account, SlotRisk Risk)> wanted = [];
        foreach (int slot in _below)
        {
            Consider(_risk.AccountAt(slot), _risk.RiskAt(slot), wanted);
        }

        foreach (long account in _attempts.OpenEpisodes)
        {
            int slot = _risk.SlotOf(account);
            SlotRisk risk = slot < 0 ? default : _risk.RiskAt(slot);
            if (!risk.IsBelowMaintenance)
            {
                Consider(account, risk, wanted);
            }
        }

        wanted.Sort(static (left, right) =>
        {
            int order = SlotRisk.CompareHealth(left.Risk, right.Risk);
            return order != 0 ? order : left.Account.CompareTo(right.Account);
        });
        _dispatch.Run(wanted.Select(next => (next.Account, next.Risk.ShortfallQuanta)));
        _attempts.Forget(account => _risk.SlotOf(account) is >= 0 and int slot && _risk.RiskAt(slot).IsBelowMaintenance);
    }

    private void Consider(long account, in SlotRisk risk, List<(long Account, SlotRisk Risk)> wanted)
    {
        if (_attempts.MayCall(account, risk.ShortfallQuanta))
        {
            wanted.Add((account, risk));
        }
    }
}
