using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Keepers;
using OrleansMarkets.Core.Accounts;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Grains.Couriers;
using OrleansMarkets.Grains.Journaling;
using OrleansMarkets.Grains.Keepers;
using OrleansMarkets.Grains.Markets;
using OrleansMarkets.Grains.Messaging;
using OrleansMarkets.Grains.OrderBooks;
using OrleansMarkets.Journal;

namespace OrleansMarkets.Grains.CrossMargin;

/// <summary>
/// The shell around one account: replays its log, asks its markets for their rows, and hands every call to the desk that it is for. Calls
/// interleave; what decides is synchronous.
/// </summary>
[Reentrant, GrainType("cross-margin")]
public sealed class CrossMarginGrain : ExchangeGrain, ICrossMarginGrain, IRemindable
{
    /// <summary>Name of the reminder of open transfers.</summary>
    public const string WatchName = "transfers";

    /// <summary>Its period: the shortest that the runtime allows.</summary>
    public static readonly TimeSpan WatchPeriod = TimeSpan.FromMinutes(1);

    private const int AttemptsPerRecoveryRound = 8;

    // Slower than keepers, who are paid for it.
    private static readonly RetryDelays OwnDriving = new(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(30));

    private readonly IJournalStore _store;
    private readonly BackgroundCalls _background;
    private readonly TimeProvider _clock;
    private readonly JournalingOptions _journaling;
    private readonly KeeperOptions _keepers;
    private readonly MarketPriceCache _prices;
    private readonly MarketCatalog _catalog;
    private readonly BookCouriers _couriers;
    private readonly AssetTable _assets;
    private readonly HashSet<string> _recovering = new(StringComparer.Ordinal);
    private MarginAccount _account = null!;
    private BookCaller _books = null!;
    private OrderDesk _orders = null!;
    private LiquidationDesk _liquidation = null!;
    private TransferDriver _transfers = null!;
    private ConflatedSender<long> _reports = null!;
    private GrainLog _log = null!;
    private ILiquidationKeeperGrain? _keeper;
    private long _watchedSince;
    private bool _isWatched;
    private bool _dead;
    private bool _isDriving;

    /// <summary>Made by the runtime.</summary>
    public CrossMarginGrain(
        IJournalStore store,
        BackgroundCalls background,
        TimeProvider clock,
        IOptions<JournalingOptions> journaling,
        IOptions<KeeperOptions> keepers,
        MarketPriceCache prices,
        MarketCatalog catalog,
        BookCouriers couriers,
        AssetTable assets)
    {
        _store = store;
        _background = background;
        _clock = clock;
        _journaling = journaling.Value;
        _keepers = keepers.Value;
        _prices = prices;
        _catalog = catalog;
        _couriers = couriers;
        _assets = assets;
    }

    private long Number => this.GetPrimaryKeyLong();

    /// <inheritdoc/>
    protected override async Task ActivateAsync(CancellationToken cancellationToken)
    {
        var replay = new AccountLog(Number);
        _log = await GrainLog.OpenAsync(
            _store, AccountLog.StreamOf(Number), replay, _clock, _journaling, _ => Die(), cancellationToken);
        _account = new MarginAccount(replay.State, _log, _assets, _clock) { Superseded = Die };
        var underWay = new CommandsUnderWay();
        _books = new BookCaller(_account, _couriers, underWay, GrainFactory, _clock);
        _books.Start();
        _orders = new OrderDesk(_account, _books, underWay, _catalog, _prices, GrainFactory, _clock);
        _liquidation = new LiquidationDesk(_account, _books, _prices, _assets, GrainFactory, _keepers, _clock);
        _transfers = new TransferDriver(_account, GrainFactory, _clock);
        _reports = new ConflatedSender<long>(ReportRisk, _background, _clock, RetryDelays.Default, RiskReports.Interval);
        if (WellKnownAccounts.IsUser(Number))
        {
            _account.Changed = () => _reports.Offer(_account.Version);
        }

        _transfers.Drive();
        _account.LeftUntouched = stake => _ = RecoverMarket(stake.Symbol);
        foreach (string symbol in _account.State.Markets)
        {
            _ = RecoverMarket(symbol);
        }
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Stop();
        await _log.CloseAsync();
    }

    /// <inheritdoc/>
    public Task<PlaceResult> PlaceOrder(PlaceOrder order)
    {
        RefuseIfDead();
        return _orders.Place(order);
    }

    /// <inheritdoc/>
    public Task<ScaleResult> PlaceScale(ScaleOrder order)
    {
        RefuseIfDead();
        return _orders.PlaceScale(order);
    }

    /// <inheritdoc/>
    public Task<PlaceResult> AmendOrder(AmendRequest amendment)
    {
        RefuseIfDead();
        return _orders.Amend(amendment);
    }

    /// <inheritdoc/>
    public Task<OrderBatchResult> Execute(OrderBatch batch)
    {
        RefuseIfDead();
        return _orders.Execute(batch);
    }

    /// <inheritdoc/>
    public Task<PlaceResult> CancelOrders(MassCancelRequest cancel)
    {
        RefuseIfDead();
        return _orders.CancelMany(cancel);
    }

    /// <inheritdoc/>
    public Task<ResultCode> CancelAllAfter(long timeoutNs)
    {
        RefuseIfDead();
        return _orders.SetCancelTimer(timeoutNs, CancelTimerKind.CancelAllAfter);
    }

    /// <inheritdoc/>
    public Task<ResultCode> CancelAllOnDisconnect(long timeoutNs)
    {
        RefuseIfDead();
        return _orders.SetCancelTimer(timeoutNs, CancelTimerKind.Disconnect);
    }

    /// <inheritdoc/>
    public Task<PlaceResult> CancelOrder(CancelRequest cancel)
    {
        RefuseIfDead();
        return _orders.Cancel(cancel);
    }

    /// <inheritdoc/>
    public Task<PlaceResult> CancelAll(string symbol)
    {
        RefuseIfDead();
        return _orders.CancelAll(symbol);
    }

    /// <inheritdoc/>
    public async Task Push(RowPush push)
    {
        RefuseIfDead();
        if (!_account.TryGetStake(push.Symbol, out MarketStake? stake))
        {
            // A market's first push is acknowledged only when the market is in the durable list.
            (_, stake) = await _orders.Join(push.Symbol);
        }

        if (stake is null)
        {
            throw new AccountUnavailableException(Number, "the market of a push is not known here yet");
        }

        _account.Settle(stake, push.Row, push.Sequence);

        // The book stops repeating on this answer: an activation that was overtaken must not take a row away from its successor.
        await _account.Barrier();
    }

    /// <inheritdoc/>
    public async Task<LedgerResult> Deposit(LedgerCommand command)
    {
        RefuseIfDead();
        if (!IsWellFormed(command))
        {
            return new LedgerResult(ResultCode.InvalidRequest, 0, 0);
        }

        return await Book(AccountCommand.Deposit(command.Id.ToCore(), command.Asset, command.AmountQuanta), command.Asset);
    }

    /// <inheritdoc/>
    public Task<LedgerResult> Withdraw(LedgerCommand command)
    {
        RefuseIfDead();
        return Spend(command, available =>
            AccountCommand.Withdraw(command.Id.ToCore(), command.Asset, command.AmountQuanta, available));
    }

    /// <inheritdoc/>
    public async Task<LedgerResult> Transfer(LedgerCommand command)
    {
        RefuseIfDead();
        if (command.Counterparty == 0 || command.Counterparty == Number)
        {
            return new LedgerResult(ResultCode.InvalidRequest, 0, 0);
        }

        await WatchTransfers();
        LedgerResult result = await Spend(command, available => AccountCommand.SendTransfer(
            command.Id.ToCore(), command.Counterparty, command.Asset, command.AmountQuanta, available));
        _transfers.Drive();
        return result;
    }

    /// <inheritdoc/>
    public async Task Credit(TransferCredit credit)
    {
        RefuseIfDead();
        AccountOutcome outcome = await _account.Commit(
            AccountCommand.ReceiveTransfer(credit.FromAccount, credit.Number, credit.Asset, credit.AmountQuanta));
        if (outcome.Code != ResultCode.Ok)
        {
            throw new AccountUnavailableException(Number, $"a transfer could not be booked: {outcome.Code}");
        }

        ContinueEpisode();
    }

    /// <inheritdoc/>
    public async Task<RiskReport> GetRisk()
    {
        RefuseIfDead();
        PriceView prices = await _prices.GetAsync(GrainFactory);
        RiskReport report = RiskReports.Of(_account, prices);
        await _account.Barrier();
        return report;
    }

    /// <inheritdoc/>
    public async Task<LiquidateResult> Liquidate(long keeperAccount)
    {
        RefuseIfDead();
        LiquidateResult result = await _liquidation.Run(keeperAccount);
        DriveEpisode();
        return result;
    }

    /// <inheritdoc/>
    public async Task<InsuranceReply> HoldInsurance(InsuranceRequest request)
    {
        RefuseIfDead();
        if (Number != WellKnownAccounts.Insurance || request.AmountQuanta <= 0)
        {
            return new InsuranceReply(ResultCode.InvalidRequest, 0);
        }

        if (_account.IsRecovering)
        {
            return new InsuranceReply(ResultCode.AccountRecovering, 0);
        }

        PriceView prices = await _prices.GetAsync(GrainFactory);
        long available = _account.Risk(prices, ValuationPurpose.NewRisk).WithdrawableQuanta;
        AccountOutcome outcome = await _account.Commit(
            AccountCommand.PlaceHold(request.Account, request.Episode, request.Asset, request.AmountQuanta, available));
        return new InsuranceReply(outcome.Code, outcome.Number);
    }

    /// <inheritdoc/>
    public async Task<InsuranceReply> SettleInsurance(InsuranceRequest request)
    {
        RefuseIfDead();
        if (Number != WellKnownAccounts.Insurance || request.AmountQuanta < 0)
        {
            return new InsuranceReply(ResultCode.InvalidRequest, 0);
        }

        await WatchTransfers();
        AccountOutcome outcome = await _account.Commit(
            AccountCommand.SettleHold(request.Account, request.Episode, request.AmountQuanta));
        _transfers.Drive();
        return new InsuranceReply(outcome.Code, outcome.Number);
    }

    /// <summary>Wakes the account while money of its own is in transit; waking drives it.</summary>
    /// <param name="reminderName">Name of the reminder.</param>
    /// <param name="status">Not used.</param>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        // Asked again after the await: a transfer that began meanwhile counts on the reminder.
        if (!NeedsWatch() && await this.GetReminder(WatchName) is { } watch && !NeedsWatch())
        {
            _isWatched = false;
            await this.UnregisterReminder(watch);
        }
    }

    private bool NeedsWatch() =>
        _account.State.OpenTransfers.Count > 0 || _clock.GetElapsedTime(_watchedSince) < WatchPeriod;

    private static bool IsWellFormed(LedgerCommand command) =>
        command.Id != default && command.AmountQuanta is > 0 and <= AccountLimits.MaximumAmountQuanta
        && command.Asset.Length is > 0 and <= AccountLimits.MaximumNameLength;

    // A repeated id has its result whatever has become of the account: only a new command needs money that may leave.
    private async Task<LedgerResult> Spend(LedgerCommand command, Func<long, AccountCommand> make)
    {
        if (!IsWellFormed(command))
        {
            return new LedgerResult(ResultCode.InvalidRequest, 0, 0);
        }

        long available = 0;
        if (!_account.TryFindResult(make(0), out _))
        {
            (ResultCode code, available) = await Available(command);
            if (code != ResultCode.Ok && !_account.TryFindResult(make(0), out _))
            {
                await _account.Barrier();
                return new LedgerResult(code, 0, 0);
            }
        }

        return await Book(make(available), command.Asset);
    }

    private async Task<LedgerResult> Book(AccountCommand command, string asset)
    {
        if (!_assets.TryGet(asset, out _))
        {
            return new LedgerResult(ResultCode.InvalidRequest, 0, 0);
        }

        AccountOutcome outcome = await _account.Commit(command);
        return new LedgerResult(outcome.Code, _account.State.SafeBalance(asset), outcome.Sequence);
    }

    // The barrier read before money leaves: every market is touched, so nothing that was sent earlier can still take margin unseen.
    private async Task<(ResultCode Code, long AvailableQuanta)> Available(LedgerCommand command)
    {
        foreach (MarketStake stake in _account.Stakes.ToArray())
        {
            if (!await _books.Touch(stake, TouchCancel.None, maximumAttempts: 2))
            {
                return (ResultCode.Unavailable, 0);
            }
        }

        PriceView prices = await _prices.GetAsync(GrainFactory);

        // Not a refusal: nothing is known yet that could decide it.
        return _account.IsRecovering
            ? (ResultCode.Unavailable, 0)
            : (ResultCode.Ok, Withdrawals.Available(_account, _assets, prices, command.Asset));
    }

    // One loop for each market: what the durable list names is touched sooner or later, whoever gave up waiting for it.
    private async Task RecoverMarket(string symbol)
    {
        if (!_recovering.Add(symbol))
        {
            return;
        }

        for (int round = 1; !_dead; round++)
        {
            try
            {
                CatalogLookup found = await _catalog.FindAsync(GrainFactory, symbol);
                if (found.Market is { } market)
                {
                    MarketStake stake = _account.OpenStake(market);
                    if (stake.Calls.IsTouched || await _books.Touch(stake, TouchCancel.None, AttemptsPerRecoveryRound))
                    {
                        _recovering.Remove(symbol);
                        ContinueEpisode();
                        return;
                    }
                }
            }
            catch (Exception)
            {
                // The catalog did not answer: the next round asks again.
            }

            await Task.Delay(RetryDelays.Default.After(round), _clock);
        }
    }

    // An open episode goes on by itself when what it waits for has come: the last market after a crash, or the payment of insurance.
    private void ContinueEpisode()
    {
        if (_account.State.Episode is not null && !_account.IsRecovering)
        {
            _ = _liquidation.Run(keeperAccount: 0);
        }

        DriveEpisode();
    }

    // And it goes on by itself when no keeper calls: keepers forget with their process, and a frozen account that is flat or whole again
    // looks healthy to them.
    private void DriveEpisode()
    {
        if (_account.State.Episode is not null && !_isDriving)
        {
            _isDriving = true;
            _ = DriveEpisodeToItsEnd();
        }
    }

    private async Task DriveEpisodeToItsEnd()
    {
        for (int rounds = 1; _account.State.Episode is not null && !_dead; rounds++)
        {
            await Task.Delay(OwnDriving.After(rounds), _clock);
            try
            {
                await _liquidation.Run(keeperAccount: 0);
            }
            catch (Exception)
            {
                // The next round tries again; if the log has stopped, this activation ends.
            }
        }

        _isDriving = false;
    }

    private Task ReportRisk(long version)
    {
        RiskVector vector = RiskReports.Vector(_account, version);
        _keeper ??= GrainFactory.GetGrain<ILiquidationKeeperGrain>(_keepers.ShardOf(Number));
        return _keeper.Report(vector);
    }

    // Before the debit: an account that falls asleep or dies with a transfer under way is woken until the receiver has booked it.
    private async Task WatchTransfers()
    {
        _watchedSince = _clock.GetTimestamp();
        if (!_isWatched)
        {
            await this.RegisterOrUpdateReminder(WatchName, WatchPeriod, WatchPeriod);
            _isWatched = true;
        }
    }

    private void RefuseIfDead()
    {
        if (_dead || !_account.CanAccept)
        {
            throw new AccountUnavailableException(Number, "its log takes nothing now");
        }
    }

    private void Die()
    {
        Stop();
        DeactivateOnIdle();
    }

    private void Stop()
    {
        _dead = true;
        _reports?.Stop();
        _transfers?.Stop();
    }
}
