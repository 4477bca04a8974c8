using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Markets;

namespace OrleansMarkets.Core.Tests.Clearing;

/// <summary>
/// A market with a clock, stamps, ids and a log, so that a test says only what it is about. One unit × lot is 100 quanta; it opens at an
/// index of 1,000 units.
/// </summary>
internal sealed class TestMarket
{
    public const long StartNs = 1_000 * TestMarkets.HourNs;
    public const long Ms = 1_000_000;

    private readonly RecordWriter _writer = new();
    private readonly Dictionary<long, long> _stamps = [];
    private ulong _ids;

    public TestMarket(MarketParameters? parameters = null, MarketSpec? spec = null, bool opens = true)
    {
        Spec = spec ?? TestMarkets.BtcPerp;
        First = parameters ?? Calm;
        Engine = new MarketEngine(Spec, First, StartNs);
        if (opens)
        {
            Index(1_000);
            Assert.Equal(MarketPhase.Open, Engine.Phase);
        }
    }

    /// <summary>No fees, an index that lasts, a wide band: for tests of matching.</summary>
    public static MarketParameters Calm { get; } = TestMarkets.Perp with
    {
        MakerFeePpm = 0,
        TakerFeePpm = 0,
        PriceBandPpm = 900_000,
        Mark = TestMarkets.Mark with { MaximumIndexAgeNs = 24 * TestMarkets.HourNs },
    };

    public MarketSpec Spec { get; }

    public MarketParameters First { get; }

    public MarketEngine Engine { get; private set; }

    public List<byte[]> Log { get; } = [];

    public long NowNs { get; set; } = StartNs;

    public CommandId LastId => new(7, _ids);

    public static MarketParameters With(long makerPpm, long takerPpm) => Calm with { MakerFeePpm = makerPpm, TakerFeePpm = takerPpm };

    public SubmitCommand Order(
        long account,
        Side side,
        long price,
        long lots,
        TimeInForce force = TimeInForce.GoodTillCancelled,
        OrderFlags flags = OrderFlags.None,
        long reserve = 0) => new(
            new CommandId(7, ++_ids),
            account,
            NextStamp(account),
            NowNs + (5 * TestMarkets.SecondNs),
            Engine.Parameters.Version,
            side,
            price == 0 ? OrderType.Market : OrderType.Limit,
            force,
            flags,
            price,
            0,
            lots,
            ResultCode.Ok,
            reserve);

    public Outcome Submit(
        long account,
        Side side,
        long price,
        long lots,
        TimeInForce force = TimeInForce.GoodTillCancelled,
        OrderFlags flags = OrderFlags.None,
        long reserve = 0) => Run(Order(account, side, price, lots, force, flags, reserve));

    /// <summary>Submits and expects acceptance; gives the order's id.</summary>
    public long Place(long account, Side side, long price, long lots, OrderFlags flags = OrderFlags.None, long reserve = 0)
    {
        Outcome outcome = Submit(account, side, price, lots, flags: flags, reserve: reserve);
        Assert.Equal(ResultCode.Ok, outcome.Code);
        return outcome.Result.OrderId;
    }

    /// <summary>Gives one account a long and another the same short position.</summary>
    public void Open(long longAccount, long shortAccount, long price, long lots)
    {
        Place(shortAccount, Side.Sell, price, lots);
        Assert.Equal(lots, Submit(longAccount, Side.Buy, price, lots, TimeInForce.FillOrKill).Result.FilledLots);
    }

    public Outcome Run<TCommand>(in TCommand command)
        where TCommand : struct, IMarketCommand => Record(command.ExecuteOn(Engine, Tick(), _writer));

    /// <summary>Runs a command of any kind.</summary>
    public Outcome RunAny(IMarketCommand command) => Record(command.ExecuteOn(Engine, Tick(), _writer));

    /// <summary>An amendment that a risk grain with enough money would send; 0 keeps price or quantity.</summary>
    public AmendCommand AmendOf(long account, long orderId, long price, long lots, long reserve = 0)
    {
        Engine.TryGetOrder(account, orderId, default, out RestingOrder order);
        long quantity = lots == 0 ? order.QuantityLots : lots;
        return new AmendCommand(
            new CommandId(7, ++_ids),
            account,
            NextStamp(account),
            NowNs + TestMarkets.SecondNs,
            Engine.Parameters.Version,
            orderId,
            default,
            price,
            lots,
            ResultCode.Ok,
            order.Version,
            Math.Max(0, quantity - order.QuantityLots + order.RemainingLots),
            reserve);
    }

    /// <summary>The same of an order that waits; 0 keeps what stands.</summary>
    public AmendCommand AmendWaitingOf(
        long account, long orderId, long price = 0, long lots = 0, long trigger = 0, long trail = 0, long ppm = 0, long reserve = 0)
    {
        Engine.TryGetWaiting(account, orderId, default, out WaitingImage order);
        long quantity = lots == 0 ? order.QuantityLots : lots;
        return AmendOf(account, orderId, price, lots, reserve) with
        {
            CheckedVersion = order.Version,
            CheckedLots = Math.Max(0, quantity - order.QuantityLots + order.Lots),
            TriggerUnits = trigger,
            TrailUnits = trail,
            TrailPpm = ppm,
        };
    }

    public Outcome Amend(long account, long orderId, long price = 0, long lots = 0, long reserve = 0) =>
        Run(AmendOf(account, orderId, price, lots, reserve));

    public Outcome AmendWaiting(
        long account, long orderId, long price = 0, long lots = 0, long trigger = 0, long trail = 0, long ppm = 0, long reserve = 0) =>
        Run(AmendWaitingOf(account, orderId, price, lots, trigger, trail, ppm, reserve));

    public MassCancelCommand MassCancelOf(long account, Side side = 0, long tag = 0) =>
        new(new CommandId(7, ++_ids), account, NextStamp(account), NowNs + TestMarkets.SecondNs, side, tag);

    public CancelCommand CancelOf(long account, long orderId, CommandId submitId = default) =>
        new(new CommandId(7, ++_ids), account, NextStamp(account), NowNs + TestMarkets.SecondNs, orderId, submitId);

    public Outcome Cancel(long account, long orderId) => Run(CancelOf(account, orderId));

    public Outcome Touch(long account, TouchCancel cancel = TouchCancel.None) =>
        Run(new TouchCommand(account, NextStamp(account), cancel));

    public Outcome Index(long units, bool quorum = true)
    {
        long now = Tick();
        return Record(Engine.Execute(new UpdateIndexCommand(units * Spec.PriceUnitE8, 1, now, quorum), now, _writer));
    }

    public Outcome Nudge() => Record(Engine.Execute(default(NudgeCommand), Tick(), _writer));

    public Outcome SetPhase(MarketPhase phase, string actor = "operator", string reason = "a test") =>
        Record(Engine.Execute(new SetPhaseCommand(phase, actor, reason), Tick(), _writer));

    public Outcome SetParameters(MarketParameters parameters) =>
        Record(Engine.Execute(new SetParametersCommand(parameters), Tick(), _writer));

    public Outcome RaiseEpoch(long epoch) => Record(Engine.Execute(new RaiseEpochCommand(epoch), Tick(), _writer));

    public CallStamp NextStamp(long account)
    {
        long number = _stamps.GetValueOrDefault(account) + 1;
        _stamps[account] = number;
        return new CallStamp(1, number);
    }

    public ClearingRow Row(long account) => Engine.ReadRow(account);

    /// <summary>Trades of the last record.</summary>
    public List<TradeEvent> LastTrades() => Trades(Log[^1]);

    public static List<TradeEvent> Trades(byte[] bytes)
    {
        var trades = new List<TradeEvent>();
        var record = new MarketRecord(bytes);
        while (record.NextEvent() is { } kind)
        {
            if (kind == EventKind.Trade)
            {
                trades.Add(record.ReadTrade());
            }
        }

        return trades;
    }

    /// <summary>Kinds of the last record's events.</summary>
    public List<EventKind> LastEvents()
    {
        var kinds = new List<EventKind>();
        var record = new MarketRecord(Log[^1]);
        while (record.NextEvent() is { } kind)
        {
            kinds.Add(kind);
        }

        return kinds;
    }

    /// <summary>A new engine that has folded the log from zero.</summary>
    public MarketEngine Folded()
    {
        var engine = new MarketEngine(Spec, First, StartNs);
        foreach (byte[] record in Log)
        {
            engine.Fold(record);
        }

        return engine;
    }

    /// <summary>Forgets the engine and goes on with the folded log under a new epoch, as after a crash.</summary>
    public void Recover(byte[]? lastRecord = null)
    {
        if (lastRecord is not null)
        {
            Log.Add(lastRecord);
        }

        Engine = Folded();
        Assert.Equal(MarketPhase.Replaying, Engine.Phase);
        RaiseEpoch(Engine.Epoch + 1);
    }

    private long Tick() => NowNs += Ms;

    private Outcome Record(in StepOutcome step)
    {
        if (step.HasRecord)
        {
            Log.Add(_writer.Written.ToArray());
        }

        Assert.Equal(step.HasRecord, _writer.Length > 0);
        _writer.Clear();
        return Outcome.Of(step);
    }
}
