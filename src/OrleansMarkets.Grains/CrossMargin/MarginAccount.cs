using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Accounts;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Grains.Journaling;
using OrleansMarkets.Grains.Markets;
using OrleansMarkets.Grains.OrderBooks;

namespace OrleansMarkets.Grains.CrossMargin;

/// <summary>
/// One activation's whole knowledge of an account: the durable state with its log, and a stake for each market it has joined. Everything
/// that moves money or risk of the account goes through here, in synchronous steps.
/// </summary>
internal sealed class MarginAccount
{
    private readonly GrainLog _log;
    private readonly AssetTable _assets;
    private readonly TimeProvider _clock;
    private readonly RecordWriter _record = new(512);
    private readonly Dictionary<string, MarketStake> _stakes = new(StringComparer.Ordinal);
    private MarketStake[] _ordered = [];
    private CollateralBalance[] _collateral = [];
    private int _collateralCount;
    private bool _isCollateralKnown;
    private MarketExposure[] _exposures = [];
    private bool _isSuperseded;

    /// <summary>Makes the account of one activation.</summary>
    /// <param name="state">Its durable state, replayed.</param>
    /// <param name="log">Its log.</param>
    /// <param name="assets">Assets and their collateral weights.</param>
    /// <param name="clock">The silo's clock.</param>
    public MarginAccount(AccountState state, GrainLog log, AssetTable assets, TimeProvider clock)
    {
        State = state;
        _log = log;
        _assets = assets;
        _clock = clock;
        state.MarkDurable(state.Sequence);
    }

    /// <summary>The durable state.</summary>
    public AccountState State { get; }

    /// <summary>The activation's epoch.</summary>
    public long Epoch => _log.Epoch;

    /// <summary>The account's number.</summary>
    public long Number => State.Account;

    /// <summary>Stakes in the order of their symbols.</summary>
    public IReadOnlyList<MarketStake> Stakes => _ordered;

    /// <summary>Grows with every change that risk can see.</summary>
    public long Version { get; private set; }

    /// <summary>Called after each such change.</summary>
    public Action Changed { get; set; } = static () => { };

    /// <summary>Called when a row proves that a later activation of the account is at work: this one can commit nothing any more.</summary>
    public Action Superseded { get; set; } = static () => { };

    /// <summary>
    /// Whether a market of the durable list has not answered this activation yet: new risk, money leaving and liquidation wait.
    /// </summary>
    public bool IsRecovering
    {
        get
        {
            if (_ordered.Length < State.Markets.Count)
            {
                return true;
            }

            foreach (MarketStake stake in _ordered)
            {
                if (!stake.Calls.IsTouched)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Called for a joined market that did not answer its first touch: until it does, the account is recovering.</summary>
    public Action<MarketStake> LeftUntouched { get; set; } = static _ => { };

    /// <summary>Whether the log has stopped or a later activation is at work: this one ends.</summary>
    public bool HasEnded => _isSuperseded || _log.Failure is not null;

    /// <summary>Whether another step may begin.</summary>
    public bool CanAccept => _log.CanAccept;

    /// <summary>Finds a stake.</summary>
    public bool TryGetStake(string symbol, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out MarketStake? stake) =>
        _stakes.TryGetValue(symbol, out stake);

    /// <summary>The stake in a market of the durable list, made if this activation does not have it yet.</summary>
    public MarketStake OpenStake(CatalogMarket market)
    {
        if (!_stakes.TryGetValue(market.Spec.Symbol, out MarketStake? stake))
        {
            stake = new MarketStake(market, Epoch);
            _stakes.Add(market.Spec.Symbol, stake);
            _ordered = [.. _stakes.Values.OrderBy(each => each.Symbol, StringComparer.Ordinal)];
        }
        else if (stake.Market.Parameters.Version < market.Parameters.Version)
        {
            stake.Market = market;
        }

        return stake;
    }

    /// <summary>Takes in a row, however it came.</summary>
    /// <param name="stake">The market.</param>
    /// <param name="row">The row.</param>
    /// <param name="marketSequence">Sequence of the market up to which the row is settled, at least.</param>
    public void Settle(MarketStake stake, in RowImage row, long marketSequence)
    {
        if (row.Account != Number)
        {
            return;
        }

        if (row.Call.Epoch > Epoch)
        {
            _isSuperseded = true;
            Superseded();
        }
        else if (stake.Calls.IsNews(row.AccountSequence) && stake.Calls.Settle(row.ToCore()))
        {
            stake.RowSequence = Math.Max(stake.RowSequence, marketSequence);
            NoteChange();
        }
    }

    /// <summary>Decides a command in one step; the outcome may be said when the task has completed.</summary>
    /// <exception cref="Journal.JournalException">The log stopped; what the command did is not known here.</exception>
    public Task<AccountOutcome> Commit(in AccountCommand command)
    {
        _record.Clear();
        AccountOutcome outcome = State.Execute(command, _clock.NowNs(), _record);
        if (!outcome.HasRecord)
        {
            return Say(outcome, _log.Barrier());
        }

        _isCollateralKnown = false;
        Task ticket = _log.Append(State.TimeNs, _record.Written);
        if (_log.IsSnapshotDue)
        {
            _log.Snapshot(State.WriteSnapshot);
        }

        NoteChange();
        return Settled(outcome, ticket);
    }

    /// <summary>Whether a command's id has a result already, however the account stands now.</summary>
    public bool TryFindResult(in AccountCommand command, out AccountOutcome outcome) =>
        State.TryFindResult(command, _clock.NowNs(), out outcome);

    /// <summary>The ticket for what is said without a record.</summary>
    public Task Barrier() => _log.Barrier();

    /// <summary>The account's risk at present prices.</summary>
    public AccountRisk Risk(PriceView prices, ValuationPurpose purpose) => AccountRisk.Evaluate(Collateral(), Exposures(prices), purpose);

    /// <summary>Balances that count as collateral: valid until the next call.</summary>
    public ReadOnlySpan<CollateralBalance> Collateral()
    {
        if (!_isCollateralKnown)
        {
            _collateralCount = 0;
            foreach (string asset in State.Assets)
            {
                if (_collateralCount == _collateral.Length)
                {
                    Array.Resize(ref _collateral, Math.Max(4, _collateralCount * 2));
                }

                _collateral[_collateralCount++] = new CollateralBalance(State.SafeBalance(asset), _assets.CollateralWeightPpm(asset));
            }

            _isCollateralKnown = true;
        }

        return _collateral.AsSpan(0, _collateralCount);
    }

    /// <summary>All stakes in the order of their symbols: valid until the next call.</summary>
    public Span<MarketExposure> Exposures(PriceView prices)
    {
        if (_exposures.Length < _ordered.Length)
        {
            _exposures = new MarketExposure[Math.Max(4, _ordered.Length * 2)];
        }

        long now = prices.Now();
        MarketStake[] ordered = _ordered;
        for (int i = 0; i < ordered.Length; i++)
        {
            _exposures[i] = ordered[i].Exposure(prices, now);
        }

        return _exposures.AsSpan(0, ordered.Length);
    }

    /// <summary>Place of a stake in <see cref="Exposures"/>.</summary>
    public int IndexOf(MarketStake stake)
    {
        int index = Array.IndexOf(_ordered, stake);
        return index >= 0
            ? index
            : throw new ArgumentException($"{stake.Symbol} is no stake of account {Number}.", nameof(stake));
    }

    /// <summary>Base balance that no other sell order has been promised, in quanta of the market's base asset.</summary>
    public long FreeBaseQuanta(MarketStake stake)
    {
        string asset = stake.Market.Spec.BaseAsset;
        Int128 free = State.SafeBalance(asset);
        foreach (MarketStake other in _ordered)
        {
            MarketSpec spec = other.Market.Spec;
            if (spec.Kind == MarketKind.Spot && spec.BaseAsset == asset)
            {
                ref readonly ClearingRow row = ref other.Calls.Row;
                Int128 lots = (Int128)row.SizeLots - row.OpenSellLots - other.Calls.PendingSellLots;
                free += lots * spec.BaseQuantaPerLot;
            }
        }

        return (long)Int128.Clamp(free, 0, long.MaxValue);
    }

    private static async Task<AccountOutcome> Say(AccountOutcome outcome, Task durable)
    {
        await durable;
        return outcome;
    }

    private async Task<AccountOutcome> Settled(AccountOutcome outcome, Task durable)
    {
        await durable;
        State.MarkDurable(outcome.Sequence);
        _isCollateralKnown = false;
        NoteChange();
        return outcome;
    }

    private void NoteChange()
    {
        Version++;
        Changed();
    }
}
