using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Clearing.Auctions;

namespace OrleansMarkets.Core.Tests.Clearing.Hostile;

/// <summary>
/// A market with an order of every kind, and a sound command of every kind to distort. Accounts 1 and 2 have positions; nothing is due.
/// </summary>
internal sealed class HostileMarket
{
    private readonly TestMarket _market;
    private readonly long _resting;
    private readonly long _stop;
    private readonly long _trail;
    private readonly SubmitCommand _group;

    /// <summary>Makes the market.</summary>
    /// <param name="phase">The phase that the commands meet.</param>
    /// <param name="rules">Its rules of auctions; null for none.</param>
    public HostileMarket(MarketPhase phase = MarketPhase.Open, AuctionParameters? rules = null)
    {
        _market = AuctionMarket.With(rules, TestMarket.With(makerPpm: -50, takerPpm: 500) with { MaximumOpenOrders = 50 });
        Run(Order(2, Side.Sell, 1_000, 20));
        Run(Order(1, Side.Buy, 1_000, 20) with { TimeInForce = TimeInForce.FillOrKill });
        _resting = Run(Order(1, Side.Buy, 990, 10)).Result.OrderId;
        Run(Order(1, Side.Sell, 1_010, 10) with { Flags = OrderFlags.ReduceOnly, ReserveQuanta = 0 });
        Run(Order(3, Side.Sell, 1_005, 30, new OrderInstructions(DisplayLots: 4, Tag: 5)));
        Run(Order(3, Side.Buy, 995, 8, new OrderInstructions(ExpiresNs: _market.NowNs + (100 * MarketLimits.MaximumDeadlineNs))) with
        {
            TimeInForce = TimeInForce.GoodTillDate,
        });
        _stop = Run(Order(1, Side.Sell, 0, 5, new OrderInstructions(Trigger: Stop(980)))).Result.OrderId;
        _trail = Run(Order(3, Side.Buy, 0, 5, new OrderInstructions(Trigger: Trail(TriggerPrice.Mark, 15, 0, 0)))).Result.OrderId;
        Run(Order(1, Side.Buy, 985, 5, new OrderInstructions(Peg: new PegTerms(PegReference.Mark, -20))));
        SubmitCommand group = Order(1, Side.Buy, 970, 5);
        _group = group with { Instructions = new OrderInstructions(Link: new LinkTerms(LinkKind.OneCancelsOther, group.Id)) };
        Run(_group);
        Run(new SetCancelTimerCommand(2, _market.NextStamp(2), _market.NowNs + (100 * MarketLimits.MaximumDeadlineNs)));
        if (phase != MarketPhase.Open)
        {
            Assert.Equal(ResultCode.Ok, _market.SetPhase(phase).Code);
        }

        Assert.Equal(phase, _market.Engine.Phase);
    }

    public TestMarket Market => _market;

    /// <summary>Sound commands, every kind and every kind of order; each would be accepted by an open market.</summary>
    public IReadOnlyList<IMarketCommand> Sound() =>
    [
        Order(3, Side.Buy, 991, 7),
        Order(3, Side.Buy, 0, 7),
        Order(3, Side.Buy, 991, 7, new OrderInstructions(0, 3, SelfTradePolicy.Decrement, 9, 8)),
        Order(3, Side.Sell, 1_020, 7, new OrderInstructions(ExpiresNs: _market.NowNs + MarketLimits.MaximumDeadlineNs)) with
        {
            TimeInForce = TimeInForce.GoodTillDate,
            Flags = OrderFlags.PostOnlySlide,
        },
        Order(1, Side.Sell, 1_020, 7) with { Flags = OrderFlags.ReduceOnly, ReserveQuanta = 0 },
        Order(1, Side.Sell, 0, 0) with { Flags = OrderFlags.ReduceOnly | OrderFlags.ClosePosition, ReserveQuanta = 0 },
        Order(3, Side.Buy, 1_030, 7, new OrderInstructions(Trigger: Stop(1_030))),
        Order(3, Side.Sell, 0, 7, new OrderInstructions(Trigger: Trail(TriggerPrice.Mark, 9, 0, 1_010))),
        Order(3, Side.Sell, 0, 7, new OrderInstructions(Trigger: Trail(TriggerPrice.Index, 0, 9_000, 0))),
        Order(3, Side.Buy, 1_001, 7, new OrderInstructions(Peg: new PegTerms(PegReference.Best, -1))),
        Order(1, Side.Buy, 969, 7, new OrderInstructions(Link: _group.Instructions!.Link)),
        new CancelCommand(OwnId, 1, _market.NextStamp(1), Deadline, _resting, default),
        new CancelCommand(OwnId, 1, _market.NextStamp(1), Deadline, 0, _group.Id),
        new AmendCommand(OwnId, 1, _market.NextStamp(1), Deadline, 1, _resting, default, 991, 12, ResultCode.Ok, _resting, 12, 7),
        AmendOf(1, _stop) with { TriggerUnits = 985, WorstPriceUnits = 800, Lots = 6, CheckedLots = 6 },
        AmendOf(3, _trail) with { TrailPpm = 9_000 },
        AmendOf(3, _trail) with { TrailUnits = 20 },
        new MassCancelCommand(OwnId, 1, _market.NextStamp(1), Deadline, Side.Buy, 0),
        new SetCancelTimerCommand(1, _market.NextStamp(1), Deadline),
        new TouchCommand(1, _market.NextStamp(1), TouchCancel.Opening),
        new UpdateIndexCommand(1_001 * _market.Spec.PriceUnitE8, 1, _market.NowNs + 1, true),
        default(NudgeCommand),
        new LiquidateCommand(1, _market.NextStamp(1), 1, 1, Side.Sell, 5, 990, 900, 9),
        new DeleverageCommand(1, _market.NextStamp(1), 1, 1, 1_000, Counterparties),
        new SetParametersCommand(_market.Engine.Parameters with
        {
            Version = _market.Engine.Parameters.Version + 1,
            MaximumLots = 500_000,
            Auction = new AuctionParameters(0, 1_000_000_000, 0, 10_000, 0, 0),
        }),
        new SetPhaseCommand(MarketPhase.PreOpen, "operator", "a test"),
        new RaiseEpochCommand(_market.Engine.Epoch + 1),
    ];

    public Outcome Run(IMarketCommand command) => _market.RunAny(command);

    private static DeleverageCounterparty[] Counterparties => [new(2, 5, 1, 1), new(9, 5, 1, 1)];

    private CommandId OwnId => _market.LastId with { High = 8 };

    private long Deadline => _market.NowNs + (MarketLimits.MaximumDeadlineNs / 2);

    private static TriggerTerms Stop(long units) => new(TriggerKind.Stop, TriggerPrice.Mark, units, 0, 0, 0);

    private static TriggerTerms Trail(TriggerPrice source, long units, long ppm, long activation) =>
        new(TriggerKind.TrailingStop, source, 0, units, ppm, activation);

    private AmendCommand AmendOf(long account, long orderId) =>
        new(OwnId, account, _market.NextStamp(account), Deadline, 1, orderId, default, 0, 0, ResultCode.Ok, orderId, 5, 7);

    private SubmitCommand Order(long account, Side side, long price, long lots, OrderInstructions? instructions = null)
    {
        TimeInForce force = price == 0 ? TimeInForce.ImmediateOrCancel : TimeInForce.GoodTillCancelled;
        return _market.Order(account, side, price, lots, force, reserve: 70) with { Instructions = instructions };
    }
}
