using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Clearing.Twin;
using OrleansMarkets.Core.Tests.Markets;

namespace OrleansMarkets.Core.Tests.Clearing;

/// <summary>
/// A market under random traffic of every command, with fees, funding, gaps in time, crashes and quarantines; checked as it goes.
/// </summary>
internal sealed class RandomMarket
{
    private const int Accounts = 12;

    private static readonly MarketParameters Rules = TestMarket.With(makerPpm: -111, takerPpm: 333) with
    {
        MaximumOpenOrders = 20,
        PriceBandPpm = 50_000,
        Mark = TestMarkets.Mark with { MaximumIndexAgeNs = 20 * TestMarkets.SecondNs },
        Funding = TestMarkets.Funding with
        {
            IntervalNs = 30 * TestMarkets.SecondNs,
            SamplePeriodNs = TestMarkets.SecondNs,
            ImpactNotionalQuanta = 500_000,
            MinimumSamples = 5,
        },
    };

    private readonly Random _random;
    private readonly Dictionary<long, int> _steps = [];
    private readonly List<SubmitCommand> _groups = [];
    private readonly BookProperties _properties = new();
    private int _followed;
    private SubmitCommand _last;

    public RandomMarket(int seed)
    {
        _random = new Random(seed);
        Market = new TestMarket(Rules);
    }

    public static IEnumerable<EventKind> EveryEvent => Enum.GetValues<EventKind>();

    public TestMarket Market { get; }

    public HashSet<EventKind> Seen { get; } = [];

    public byte[] Snapshot()
    {
        var writer = new RecordWriter();
        Market.Engine.WriteSnapshot(writer);
        return writer.Written.ToArray();
    }

    public void Run(int commands)
    {
        for (int command = 0; command < commands; command++)
        {
            Market.NowNs += _random.Next(0, 300) * TestMarket.Ms;
            int before = Market.Log.Count;
            Step(_random.Next(1_000));
            Market.Engine.CheckInvariants();
            if (Market.Log.Count > before)
            {
                Seen.UnionWith(Market.LastEvents());
            }

            for (; _followed < Market.Log.Count; _followed++)
            {
                _properties.Follow(Market.Log[_followed]);
            }
        }
    }

    private void Step(int dice)
    {
        switch (dice)
        {
            case < 420: Submit(); break;
            case < 450: SubmitWaiting(); break;
            case < 480: SubmitPegged(); break;
            case < 510: SubmitLinked(); break;
            case < 580: Amend(); break;
            case < 590: Market.Run(Market.MassCancelOf(Account(), (Side)_random.Next(3), _random.Next(3))); break;
            case < 600: SetTimer(); break;
            case < 700: Market.Run(Market.CancelOf(Account(), _last.Account == 0 ? 1 : Market.Engine.Sequence - _random.Next(20))); break;
            case < 730: Market.Run(Market.CancelOf(Account(), 0, new CommandId(7, Market.LastId.Low - (ulong)_random.Next(3)))); break;
            case < 760: Market.Touch(Account(), (TouchCancel)_random.Next(3)); break;
            case < 860: Market.Index(1_000 + _random.Next(-20, 21), _random.Next(20) != 0); break;
            case < 880: Market.Nudge(); break;
            case < 920: Liquidate(); break;
            case < 950: Deleverage(); break;
            case < 970: Market.Run(_last with { Stamp = Market.NextStamp(Math.Max(1, _last.Account)) }); break;
            case < 980: ChangeParameters(); break;
            case < 985: Market.SetPhase(RandomAuctions.Phase(_random)); break;
            case < 988: Market.NowNs += _random.Next(100) * TestMarkets.SecondNs; break;
            case < 992: Market.Recover(); break;
            case < 995: Quarantine(); break;
            default: Reopen(); break;
        }
    }

    private void Submit()
    {
        var force = (TimeInForce)_random.Next(1, 5);
        bool isReduceOnly = _random.Next(4) == 0;
        bool rests = force is TimeInForce.GoodTillCancelled or TimeInForce.GoodTillDate;
        bool isMarket = !rests && _random.Next(3) == 0;
        OrderFlags flags = isReduceOnly ? OrderFlags.ReduceOnly : OrderFlags.None;
        if (rests && _random.Next(4) == 0)
        {
            flags |= _random.Next(2) == 0 ? OrderFlags.PostOnly : OrderFlags.PostOnlySlide;
        }

        _last = Market.Order(
            Account(),
            _random.Next(2) == 0 ? Side.Buy : Side.Sell,
            isMarket ? 0 : 1_000 + _random.Next(-25, 26),
            _random.Next(1, 40),
            force,
            flags,
            isReduceOnly ? 0 : _random.Next(1_000_000));

        // Every third order has a name; some names come again.
        ulong number = _last.Id.Low;
        _last = number % 3 == 0 ? _last with { ClientOrderId = ClientOrderId.From($"bot-{number % 1_000}") } : _last;
        _last = _last with { Instructions = Instructions(force, rests) };
        Market.Run(_last);
    }

    private OrderInstructions? Instructions(TimeInForce force, bool rests) =>
        force != TimeInForce.GoodTillDate && _random.Next(2) == 0
            ? null
            : new OrderInstructions(
                ExpiresNs: force == TimeInForce.GoodTillDate ? Market.NowNs + (_random.Next(20_000) * TestMarket.Ms) + 1 : 0,
                DisplayLots: rests && _random.Next(2) == 0 ? _random.Next(1, 10) : 0,
                SelfTrade: (SelfTradePolicy)_random.Next(4),
                SelfTradeGroup: _random.Next(3),
                Tag: _random.Next(3));

    private void Amend()
    {
        long account = Account();
        if (_random.Next(3) == 0 && RandomConditions.TryAmend(Market, _random, account) is { } waits)
        {
            Market.Run(waits);
            return;
        }

        var orders = new RestingOrder[20];
        int count = Market.Engine.CopyOrders(account, orders);
        RestingOrder order = count == 0 ? default : orders[_random.Next(count)];
        long price = _random.Next(3) == 0 ? 0 : 1_000 + _random.Next(-25, 26);
        long lots = price == 0 || _random.Next(3) == 0 ? _random.Next(1, 40) : 0;
        long reserve = (order.Flags & OrderFlags.ReduceOnly) != 0 ? 0 : _random.Next(1_000_000);
        Market.Amend(account, Math.Max(1, order.OrderId), price, lots, reserve);
    }

    private void SetTimer()
    {
        long account = Account();
        long atNs = _random.Next(4) == 0 ? 0 : Market.NowNs + (_random.Next(5_000) * TestMarket.Ms);
        Market.Run(new SetCancelTimerCommand(account, Market.NextStamp(account), atNs, (CancelTimerKind)_random.Next(2)));
    }

    // Orders of every kind may expire, have a tag and a rule for their own.
    private SubmitCommand Extended(SubmitCommand order)
    {
        bool expires = order.TimeInForce == TimeInForce.GoodTillCancelled && _random.Next(4) == 0;
        OrderInstructions instructions = (order.Instructions ?? new OrderInstructions()) with
        {
            ExpiresNs = expires ? Market.NowNs + (_random.Next(20_000) * TestMarket.Ms) + 1 : 0,
            SelfTrade = (SelfTradePolicy)_random.Next(4),
            SelfTradeGroup = _random.Next(3),
            Tag = _random.Next(3),
        };
        return order with { TimeInForce = expires ? TimeInForce.GoodTillDate : order.TimeInForce, Instructions = instructions };
    }

    private void SubmitWaiting()
    {
        _last = RandomConditions.Order(Market, _random, Account());
        _last = Extended(_last);
        Market.Run(_last);
    }

    private void SubmitPegged()
    {
        Side side = _random.Next(2) == 0 ? Side.Buy : Side.Sell;
        var peg = new PegTerms((PegReference)_random.Next(1, 4), _random.Next(-6, 7));
        long worst = 1_000 + (side == Side.Buy ? _random.Next(-5, 26) : _random.Next(-25, 6));
        _last = Market.Order(Account(), side, worst, _random.Next(1, 20), reserve: _random.Next(1_000)) with
        {
            Instructions = new OrderInstructions(Peg: peg),
        };
        _last = Extended(_last);
        Market.Run(_last);
    }

    private void SubmitLinked()
    {
        long account = _random.Next(1, 4);
        _last = _random.Next(2) == 0
            ? RandomConditions.Order(Market, _random, account)
            : Market.Order(
                account,
                _random.Next(2) == 0 ? Side.Buy : Side.Sell,
                1_000 + _random.Next(-25, 26),
                _random.Next(1, 40),
                _random.Next(4) == 0 ? TimeInForce.FillOrKill : TimeInForce.GoodTillCancelled,
                reserve: _random.Next(1_000_000));
        _last = RandomConditions.Linked(_last, _random, _groups);
        _last = Extended(_last);
        Market.Run(_last);
    }

    private void Liquidate()
    {
        long account = Account();
        long size = Market.Row(account).SizeLots;
        Side side = size > 0 ? Side.Sell : Side.Buy;
        Market.Run(new LiquidateCommand(
            account, Market.NextStamp(account), 1, NextStep(account), side, _random.Next(1, 60), 1_000, 1_000 + _random.Next(-30, 31), 50));
    }

    private void Deleverage()
    {
        long account = Account();
        var counterparties = new List<DeleverageCounterparty>();
        for (long other = 1; other <= Accounts; other++)
        {
            if (other != account)
            {
                counterparties.Add(new DeleverageCounterparty(other, _random.Next(1, 30), 1, 2));
            }
        }

        Market.Run(new DeleverageCommand(
            account, Market.NextStamp(account), 1, NextStep(account), 1_000 + _random.Next(-30, 31), counterparties.ToArray()));
    }

    private void ChangeParameters()
    {
        MarketParameters present = Market.Engine.Parameters;
        Market.SetParameters(present with
        {
            Version = present.Version + 1,
            TakerFeePpm = 300 + _random.Next(100),
            Auction = RandomAuctions.Rules(_random),
        });
    }

    private void Quarantine()
    {
        SubmitCommand poison = Market.Order(Account(), Side.Buy, 1_000, 1);
        var writer = new RecordWriter();
        QuarantineCommand command = _random.Next(3) switch
        {
            0 => new NudgeCommand().ToQuarantine(),
            1 => new TouchCommand(poison.Account, poison.Stamp, TouchCancel.All).ToQuarantine(),
            _ => poison.ToQuarantine(),
        };
        MarketEngine.WriteQuarantine(command, Market.Engine.Sequence, Market.Engine.TimeNs, Market.NowNs, writer);
        byte[] record = writer.Written.ToArray();
        var kinds = new MarketRecord(record);
        Seen.Add(kinds.NextEvent()!.Value);
        Market.Recover(record);
    }

    private void Reopen()
    {
        Market.Index(1_000);
        Market.SetPhase(MarketPhase.Open);
        RandomAuctions.Finish(Market);
    }

    // Sometimes the same step again.
    private int NextStep(long account)
    {
        int step = _steps.GetValueOrDefault(account, 1) + (_random.Next(5) == 0 ? 0 : 1);
        _steps[account] = step;
        return step;
    }

    private long Account() => _random.Next(1, Accounts + 1);
}
