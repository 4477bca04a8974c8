using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing.Twin;

/// <summary>
/// The engine and its naive twin under the same commands: after each of them the results, the events, and what a book must always be are
/// the same. Orders are named by the number of their submission.
/// </summary>
/// <param name="rules">The market's rules.</param>
/// <param name="seen">Gets every word of every event, and every code.</param>
internal sealed class MarketPair(MarketParameters rules, ISet<string> seen)
{
    private readonly TestMarket _market = new(rules);
    private readonly NaiveMarket _naive = new(rules);
    private readonly BookProperties _properties = new();
    private readonly Dictionary<long, int> _numbers = [];
    private readonly Dictionary<int, (long OrderId, CommandId Id)> _orders = [];
    private int _steps;

    /// <summary>Number of the last order that was submitted.</summary>
    public int Submitted { get; private set; }

    public long NowNs => _market.NowNs;

    /// <summary>An order that is alive, mostly; the choice is the same wherever it is made again.</summary>
    public (int Account, int Number) Pick(int account, int choice)
    {
        IReadOnlyList<NaiveMarketOrder> alive = _naive.Alive;
        if (alive.Count == 0 || choice % 10 == 0)
        {
            return (account, Submitted - (choice % 24));
        }

        NaiveMarketOrder order = alive[choice % alive.Count];
        return (order.Account, order.Number);
    }

    /// <summary>A group that an account may join, mostly; 0 if it has none.</summary>
    public int PickGroup(int account, LinkKind link, int choice) =>
        choice % 10 == 0 ? Math.Max(0, Submitted - (choice % 7)) : _naive.GroupFor(account, link, choice);

    public void Begin() => _naive.Index(1_000, _market.Engine.MarkUnits);

    public void Submit(NaiveOrderRequest request)
    {
        SubmitCommand order = _market.Order(
            request.Account, request.Side, request.Price, request.Closes ? 0 : request.Lots, request.Force, request.Flags);
        CommandId group = request.Group == 0 ? order.Id : _orders.GetValueOrDefault(request.Group, (0, new CommandId(9, 9))).Id;
        LinkTerms link = request.Link == LinkKind.None ? default : new LinkTerms(request.Link, group);
        OrderInstructions instructions = request.Instructions with { Link = link };
        order = order with
        {
            // Groups are known as long as the results of their makers, which the twin keeps for ever.
            DeadlineNs = _market.NowNs + MarketLimits.MaximumDeadlineNs,
            WorstPriceUnits = request.Worst,
            Instructions = instructions.Parts == InstructionParts.None ? null : instructions,
        };
        long orderId = _market.Engine.Sequence + 1;
        _numbers[orderId] = ++Submitted;
        _orders[Submitted] = (orderId, order.Id);
        Compare(market => market.Run(order), naive => naive.Submit(request));
    }

    public void Cancel(int account, int number) =>
        Compare(market => market.Cancel(account, IdOf(number)), naive => naive.Cancel(account, number));

    /// <summary>An order that rests or waits; null if there is no such order.</summary>
    public NaiveMarketOrder? Find(int number) => _naive.Alive.FirstOrDefault(order => order.Number == number);

    /// <summary>Whether an order waits.</summary>
    public bool IsWaiting(int number) =>
        _orders.TryGetValue(number, out var order) && Find(number) is { } found
        && _market.Engine.TryGetWaiting(found.Account, order.OrderId, default, out _);

    public void Amend(NaiveAmendment to)
    {
        long orderId = IdOf(to.Number);
        AmendCommand command = _market.Engine.TryGetWaiting(to.Account, orderId, default, out _)
            ? _market.AmendWaitingOf(to.Account, orderId, to.Price, to.Lots)
            : _market.AmendOf(to.Account, orderId, to.Price, to.Lots);
        command = command with
        {
            TriggerUnits = to.Trigger,
            TrailUnits = to.Trail,
            TrailPpm = to.Ppm,
            WorstPriceUnits = to.Worst,
        };
        Compare(market => market.Run(command), naive => naive.Amend(to));
    }

    public void CancelMany(int account, Side side, long tag) => Compare(
        market => market.Run(market.MassCancelOf(account, side, tag)), naive => naive.CancelMany(account, side, tag));

    public void Touch(int account, TouchCancel cancel) => Compare(market => market.Touch(account, cancel), naive =>
    {
        naive.Touch(account, cancel);
        return default;
    });

    public void SetTimer(int account, long atNs, CancelTimerKind kind) => Compare(
        market => market.Run(new SetCancelTimerCommand(account, market.NextStamp(account), atNs, kind)),
        naive =>
        {
            naive.SetTimer(account, atNs, kind);
            return default;
        });

    public void Index(long index) => Compare(market => market.Index(index), naive =>
    {
        naive.Index(index, _market.Engine.MarkUnits);
        return default;
    });

    public void SetPhase(MarketPhase phase) => Compare(market => market.SetPhase(phase), naive =>
    {
        naive.SetPhase(phase);
        return default;
    });

    public void Liquidate(int account, Side side, long lots, long limit)
    {
        long? closed = 0;
        _numbers[_market.Engine.Sequence + 1] = 0;
        Outcome outcome = Compare(
            market => market.Run(new LiquidateCommand(account, market.NextStamp(account), 1, ++_steps, side, lots, limit, 0, 0)),
            naive =>
            {
                closed = naive.Liquidate(account, side, lots, limit);
                return new NaiveResult(closed is null ? ResultCode.MarketNotOpen : ResultCode.Ok);
            });
        Assert.Equal(closed ?? 0, outcome.Liquidation.ClosedLots);
    }

    public void Wait(long ns) => _market.NowNs += ns;

    /// <summary>Compares what the commands left behind.</summary>
    public void End()
    {
        for (int account = 1; account <= 8; account++)
        {
            Assert.Equal(_naive.PositionOf(account), _market.Row(account).SizeLots);
        }

        var levels = new DepthLevel[1_000];
        foreach (Side side in new[] { Side.Buy, Side.Sell })
        {
            foreach (DepthLevel level in levels.AsSpan(0, _market.Engine.Book.CopyDepth(side, levels)))
            {
                Assert.Equal(_naive.ShownAt(side, level.PriceUnits), level.Lots);
            }
        }

        Assert.Equal(_market.Engine.StateHash(), _market.Folded().StateHash());
    }

    private Outcome Compare(Func<TestMarket, Outcome> run, Func<NaiveMarket, NaiveResult> repeat)
    {
        _naive.NowNs = _market.NowNs + TestMarket.Ms;
        Outcome outcome = run(_market);
        NaiveResult expected = repeat(_naive);
        List<string> events = _naive.TakeEvents();
        Assert.Equal(expected, NaiveResult.Of(outcome));
        Assert.Equal(events, outcome.HasRecord ? Events(_market.Log[^1]) : []);
        if (outcome.HasRecord)
        {
            _properties.Follow(_market.Log[^1]);
        }

        _market.Engine.CheckInvariants();
        Assert.Equal(_naive.Phase, _market.Engine.Phase);
        lock (seen)
        {
            seen.Add($"{expected.Code}");
            seen.Add($"{_naive.Phase}");
            seen.UnionWith(events.SelectMany(each => each.Split(' ').Where(word => !char.IsDigit(word[^1]))));
        }

        return outcome;
    }

    private long IdOf(int number) => _orders.GetValueOrDefault(number, (long.MaxValue, default)).OrderId;

    private List<string> Events(byte[] bytes)
    {
        var events = new List<string>();
        var record = new MarketRecord(bytes);
        while (record.NextEvent() is { } kind)
        {
            if ((DescribeOrder(ref record, kind) ?? DescribeWaiting(ref record, kind) ?? DescribeAuction(ref record, kind)) is { } text)
            {
                events.Add(text);
            }
        }

        return events;
    }

    private string? DescribeOrder(ref MarketRecord record, EventKind kind)
    {
        switch (kind)
        {
            case EventKind.Trade:
                TradeEvent trade = record.ReadTrade();
                return $"trade {_numbers[trade.MakerOrderId]} {_numbers[trade.TakerOrderId]} {trade.PriceUnits} {trade.Lots}";
            case EventKind.OrderRested:
                OrderRestedEvent rested = record.ReadOrderRested();
                return $"rest {_numbers[rested.OrderId]} {rested.PriceUnits} {rested.Lots}";
            case EventKind.OrderCancelled:
                OrderCancelledEvent cancelled = record.ReadOrderCancelled();
                return $"cancel {_numbers[cancelled.OrderId]} {cancelled.Lots} {cancelled.Reason}";
            case EventKind.OrderRefilled:
                OrderRefilledEvent refilled = record.ReadOrderRefilled();
                return $"refill {_numbers[refilled.OrderId]} {refilled.Lots}";
            case EventKind.OrderAmended:
                OrderAmendedEvent amended = record.ReadOrderAmended();
                return $"{(amended.KeepsPlace ? "shrink" : "replace")} {_numbers[amended.OrderId]} {amended.PriceUnits} {amended.Lots}";
            case EventKind.PegMoved:
                PegMovedEvent moved = record.ReadPegMoved();
                return $"move {_numbers[moved.OrderId]} {moved.PriceUnits}";
            default:
                return null;
        }
    }

    private string? DescribeAuction(ref MarketRecord record, EventKind kind)
    {
        switch (kind)
        {
            case EventKind.AuctionTrade:
                TradeEvent trade = record.ReadAuctionTrade().Trade;
                return $"cross {_numbers[trade.MakerOrderId]} {_numbers[trade.TakerOrderId]} {trade.PriceUnits} {trade.Lots}";
            case EventKind.AuctionPriced:
                AuctionPrice price = record.ReadAuctionPriced().Price;
                return $"priced {price.PriceUnits} {price.BuyLots} {price.SellLots}";
            case EventKind.PhaseChanged:
                return $"phase {record.ReadPhaseChanged().Phase}";
            default:
                return null;
        }
    }

    private string? DescribeWaiting(ref MarketRecord record, EventKind kind)
    {
        switch (kind)
        {
            case EventKind.OrderWaiting:
                OrderWaitingEvent waits = record.ReadOrderWaiting();
                return $"wait {_numbers[waits.OrderId]} {waits.Lots} {waits.ArmedLots} {waits.TriggerUnits} {waits.NextMoveUnits}";
            case EventKind.WaitingReduced:
                WaitingReducedEvent reduced = record.ReadWaitingReduced();
                return $"unwait {_numbers[reduced.OrderId]} {reduced.Lots} {reduced.Reason}";
            case EventKind.WaitingAmended:
                WaitingAmendedEvent next = record.ReadWaitingAmended();
                string limits = $"{next.PriceUnits} {next.WorstPriceUnits} {next.Lots} {next.ArmedLots}";
                string name = next.KeepsPlace ? "lessen" : "rewait";
                return $"{name} {_numbers[next.OrderId]} {limits} {next.TriggerUnits} {next.NextMoveUnits}";
            case EventKind.OrderTriggered:
                OrderTriggeredEvent triggered = record.ReadOrderTriggered();
                return $"trigger {_numbers[triggered.OrderId]} {triggered.PriceUnits} {triggered.Lots}";
            case EventKind.OrderWorked:
                CommandResult worked = record.ReadOrderWorked().Result;
                string end = $"{worked.FilledLots} {worked.RestingLots} {worked.CancelledLots} {worked.CancelReason}";
                return $"worked {_numbers[worked.OrderId]} {end}";
            case EventKind.TriggerSet:
                TriggerSetEvent set = record.ReadTriggerSet();
                return $"set {_numbers[set.OrderId]} {set.ArmedLots} {set.TriggerUnits} {set.NextMoveUnits}";
            default:
                return null;
        }
    }
}
