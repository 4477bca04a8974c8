using FsCheck;
using FsCheck.Fluent;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Money;

namespace OrleansMarkets.Core.Tests.Clearing.Conditionals;

/// <summary>The engine and its naive twin do the same with conditional, linked and pegged orders, event for event.</summary>
public sealed class ConditionalTwinTests
{
    private const int Runs = 150;
    private const int CommandsPerRun = 300;
    private const long BandPpm = 100_000;

    private static readonly MarketParameters Rules = TestMarket.Calm with
    {
        PriceBandPpm = BandPpm,
        MaximumOpenOrders = 1_000,
        MaximumPriceUnits = 100_000,
        MaximumPositionLots = 1_000_000_000,
    };

    private static readonly Gen<ConditionalCommand> Command =
        from kind in Gen.Choose(0, 99)
        from account in Gen.Choose(1, 4)
        from isBuy in Gen.Elements(true, false)
        from offset in Gen.Frequency((9, Gen.Choose(-8, 8)), (1, Gen.Choose(-30, 30)))
        from lots in Gen.Choose(1, 12)
        from variant in Gen.Choose(0, 119)
        from target in Gen.Choose(0, 119)
        select new ConditionalCommand(kind, account, isBuy, offset, lots, variant, target);

    private readonly HashSet<string> _seen = [];

    [Fact]
    public void Engine_and_twin_give_the_same_events_for_the_same_commands()
    {
        Properties.Check(Command.ListOf(CommandsPerRun), commands => new Pair(_seen).Run([.. commands]), Runs);
        string[] expected =
        [
            "trade", "rest", "move", "wait", "trigger", "worked", "set",
            .. new[] { CancelReason.LinkedFill, CancelReason.ParentEnded, CancelReason.ChildEntered }.Select(reason => $"{reason}"),
            .. new[]
            {
                ResultCode.TriggerAlreadyReached,
                ResultCode.LinkedOrderGone,
                ResultCode.LinkMismatch,
                ResultCode.LinkedOrderTraded,
                ResultCode.PegUnavailable,
                ResultCode.NothingToReduce,
            }.Select(code => $"{code}"),
        ];
        Assert.Empty(expected.Except(_seen));
    }

    private sealed class Pair(HashSet<string> seen)
    {
        private readonly TestMarket _market = new(Rules);
        private readonly NaiveConditionalMarket _naive = new(BandPpm);
        private readonly Dictionary<long, int> _numbers = [];
        private readonly Dictionary<int, (long OrderId, CommandId Id)> _orders = [];
        private int _submitted;

        public void Run(List<ConditionalCommand> commands)
        {
            _naive.Index(1_000, _market.Engine.MarkUnits);
            foreach (ConditionalCommand command in commands)
            {
                Step(command);
                _market.Engine.CheckInvariants();
            }

            for (int account = 1; account <= 4; account++)
            {
                Assert.Equal(_naive.PositionOf(account), _market.Row(account).SizeLots);
            }

            Assert.Equal(_market.Engine.StateHash(), _market.Folded().StateHash());
        }

        private void Step(ConditionalCommand command)
        {
            Outcome outcome;
            ResultCode code = ResultCode.Ok;
            switch (command.Kind)
            {
                case < 70:
                    NaiveOrderRequest request = command.ToOrder(_submitted);
                    outcome = Submit(request);
                    code = _naive.Submit(request);
                    break;
                case < 82:
                    int target = Math.Max(1, _submitted - (command.Target % 30));
                    outcome = _market.Cancel(command.Account, _orders.GetValueOrDefault(target, (long.MaxValue, default)).OrderId);
                    code = _naive.Cancel(command.Account, target);
                    break;
                case < 84:
                    outcome = _market.Touch(command.Account, TouchCancel.All);
                    _naive.Touch(command.Account);
                    break;
                default:
                    outcome = _market.Index(1_000 + command.Offset);
                    _naive.Index(1_000 + command.Offset, _market.Engine.MarkUnits);
                    break;
            }

            List<string> expected = _naive.TakeEvents();
            Assert.Equal(expected, Events(outcome));
            Assert.Equal(code, outcome.Code);
            seen.Add($"{code}");
            seen.UnionWith(expected.SelectMany(each => each.Split(' ')));
        }

        private Outcome Submit(NaiveOrderRequest request)
        {
            SubmitCommand order = _market.Order(
                request.Account,
                request.Side,
                request.Price,
                request.Lots,
                request.IsImmediate ? TimeInForce.ImmediateOrCancel : TimeInForce.GoodTillCancelled,
                request.IsReduceOnly ? OrderFlags.ReduceOnly : OrderFlags.None);
            CommandId group = request.Group == 0 ? order.Id : _orders.GetValueOrDefault(request.Group, (0, new CommandId(9, 9))).Id;
            LinkTerms link = request.Link == LinkKind.None ? default : new LinkTerms(request.Link, group);
            order = order with
            {
                WorstPriceUnits = request.Worst,
                Instructions = new OrderInstructions(Trigger: request.Trigger, Peg: request.Peg, Link: link),
            };
            long orderId = _market.Engine.Sequence + 1;
            _numbers[orderId] = ++_submitted;
            _orders[_submitted] = (orderId, order.Id);
            return _market.Run(order);
        }

        private List<string> Events(Outcome outcome)
        {
            var events = new List<string>();
            if (!outcome.HasRecord)
            {
                return events;
            }

            var record = new MarketRecord(_market.Log[^1]);
            while (record.NextEvent() is { } kind)
            {
                if (Describe(ref record, kind) is { } text)
                {
                    events.Add(text);
                }
            }

            return events;
        }

        private string? Describe(ref MarketRecord record, EventKind kind)
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
                case EventKind.OrderWaiting:
                    OrderWaitingEvent waits = record.ReadOrderWaiting();
                    return $"wait {_numbers[waits.OrderId]} {waits.Lots} {waits.ArmedLots} {waits.TriggerUnits} {waits.NextMoveUnits}";
                case EventKind.WaitingReduced:
                    WaitingReducedEvent reduced = record.ReadWaitingReduced();
                    return $"unwait {_numbers[reduced.OrderId]} {reduced.Lots} {reduced.Reason}";
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
                case EventKind.PegMoved:
                    PegMovedEvent moved = record.ReadPegMoved();
                    return $"move {_numbers[moved.OrderId]} {moved.PriceUnits}";
                default:
                    return null;
            }
        }
    }
}
