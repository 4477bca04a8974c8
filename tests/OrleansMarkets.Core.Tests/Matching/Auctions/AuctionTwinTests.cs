using FsCheck;
using FsCheck.Fluent;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Clearing;
using OrleansMarkets.Core.Tests.Clearing.Auctions;
using OrleansMarkets.Core.Tests.Markets;
using OrleansMarkets.Core.Tests.Money;

namespace OrleansMarkets.Core.Tests.Matching.Auctions;

/// <summary>The engine and its naive twin do the same, event for event, in every phase and under every auction rule.</summary>
public sealed class AuctionTwinTests
{
    private const int Runs = 150;
    private const int CommandsPerRun = 250;
    private const long Mark = 1_000;
    private const long Band = 50;

    private static readonly Gen<Action> Command =
        from kind in Gen.Choose(0, 99)
        from account in Gen.Choose(1, 6)
        from isBuy in Gen.Elements(true, false)
        from offset in Gen.Frequency((9, Gen.Choose(-6, 6)), (1, Gen.Choose(-30, 30)))
        from lots in Gen.Choose(1, 12)
        from variant in Gen.Choose(0, 119)
        select new Action(kind, account, isBuy, offset, lots, variant);

    private static readonly Gen<AuctionParameters> Rules =
        from preOpen in Gen.Elements(0, 300)
        from interruption in Gen.Choose(1, 3)
        from closing in Gen.Elements(0, 200)
        from band in Gen.Elements(0, 5_000, 15_000)
        from window in Gen.Elements(0, 0, 50, 120)
        from delay in Gen.Elements(0, 0, 3, 25)
        select new AuctionParameters(
            preOpen * TestMarket.Ms,
            interruption * TestMarkets.SecondNs,
            closing * TestMarket.Ms,
            band,
            window * TestMarket.Ms,
            window > 0 ? 0 : delay * TestMarket.Ms);

    private static readonly Gen<Run> AnyRun =
        from rules in Rules
        from commands in Command.ListOf(CommandsPerRun)
        select new Run(rules, [.. commands]);

    [Fact]
    public void Engine_and_twin_give_the_same_events_for_the_same_commands()
    {
        var seen = new HashSet<string>();
        Properties.Check(AnyRun, run => Compare(run, seen), Runs);
        string[] expected =
        [
            "trade None",
            "rest None",
            "move None",
            "phase None",
            "cancel Requested",
            "cancel Touched",
            "cancel SelfTrade",
            "cancel NothingToReduce",
            "cancel AuctionEnded",
            "cancel ExceedsPosition",
            .. new[]
            {
                ResultCode.Ok,
                ResultCode.MarketNotOpen,
                ResultCode.WouldTake,
                ResultCode.CannotFillWhole,
                ResultCode.NothingToReduce,
                ResultCode.NoLiquidity,
                ResultCode.NotInAuction,
                ResultCode.PegUnavailable,
            }.Select(code => $"result {code}"),
            .. new[]
            {
                MarketPhase.Open,
                MarketPhase.ReduceOnly,
                MarketPhase.Halted,
                MarketPhase.PreOpen,
                MarketPhase.Interrupted,
                MarketPhase.Closing,
            }.Select(phase => $"in {phase}"),
        ];
        Assert.Empty(expected.Except(seen));
    }

    private static void Compare(Run run, HashSet<string> seen)
    {
        TestMarket market = AuctionMarket.With(run.Rules, TestMarket.Calm with { PriceBandPpm = 50_000, MaximumOpenOrders = 1_000 });
        var naive = new NaiveAuctionMarket(run.Rules, Mark, Band);
        var numbers = new Dictionary<long, int>();
        var ids = new List<long> { 0 };
        foreach (Action action in run.Actions)
        {
            int before = market.Log.Count;
            market.NowNs += action.Variant % 7 == 0 ? action.Lots * 20 * TestMarket.Ms : 0;
            ResultCode code = action.Run(market, numbers, ids);
            naive.Advance(market.NowNs);
            Assert.Equal(action.Run(naive, ids.Count - 1), code);
            naive.EndStep();
            List<MatchingEvent> events = naive.TakeEvents();
            Assert.Equal(events, market.Log.Skip(before).SelectMany(record => Events(record, numbers)));
            Assert.Equal(naive.Phase, market.Engine.Phase);
            market.Engine.CheckInvariants();
            seen.Add($"result {code}");
            seen.Add($"in {naive.Phase}");
            seen.UnionWith(events.Select(e => $"{e.Kind} {e.Reason}"));
        }

        CompareStates(market, naive);
    }

    private static void CompareStates(TestMarket market, NaiveAuctionMarket naive)
    {
        foreach (Side side in new[] { Side.Buy, Side.Sell })
        {
            var levels = new DepthLevel[1_000];
            foreach (DepthLevel level in levels.AsSpan(0, market.Engine.Book.CopyDepth(side, levels)))
            {
                Assert.Equal(naive.LotsAt(side, level.PriceUnits), level.Lots);
            }
        }

        for (int account = 1; account <= 6; account++)
        {
            Assert.Equal(naive.PositionOf(account), market.Row(account).SizeLots);
        }

        market.CheckAll();
    }

    private static List<MatchingEvent> Events(byte[] bytes, Dictionary<long, int> numbers)
    {
        List<MatchingEvent> events = [];
        var record = new MarketRecord(bytes);
        while (record.NextEvent() is { } kind)
        {
            switch (kind)
            {
                case EventKind.Trade: events.Add(Of(record.ReadTrade(), numbers)); break;
                case EventKind.AuctionTrade: events.Add(Of(record.ReadAuctionTrade().Trade, numbers)); break;
                case EventKind.OrderRested:
                    OrderRestedEvent rested = record.ReadOrderRested();
                    events.Add(MatchingEvent.Rest(numbers[rested.OrderId], rested.PriceUnits, rested.Lots));
                    break;
                case EventKind.OrderCancelled:
                    OrderCancelledEvent cancelled = record.ReadOrderCancelled();
                    events.Add(MatchingEvent.Cancel(numbers[cancelled.OrderId], cancelled.Lots, cancelled.Reason));
                    break;
                case EventKind.PegMoved:
                    PegMovedEvent moved = record.ReadPegMoved();
                    events.Add(MatchingEvent.Move(numbers[moved.OrderId], moved.PriceUnits));
                    break;
                case EventKind.PhaseChanged:
                    events.Add(new MatchingEvent("phase", (int)record.ReadPhaseChanged().Phase, 0, 0, 0, CancelReason.None));
                    break;
            }
        }

        return events;
    }

    private static MatchingEvent Of(in TradeEvent trade, Dictionary<long, int> numbers) =>
        MatchingEvent.Trade(numbers[trade.MakerOrderId], numbers[trade.TakerOrderId], trade.PriceUnits, trade.Lots);

    /// <summary>A market's rules and what happens to it.</summary>
    public sealed record Run(AuctionParameters Rules, Action[] Actions);

    /// <summary>One random command, made of small numbers so that FsCheck can shrink a failure.</summary>
    public sealed record Action(int Kind, int Account, bool IsBuy, int Offset, int Lots, int Variant)
    {
        private static readonly MarketPhase[] Phases =
        [
            MarketPhase.Open,
            MarketPhase.Open,
            MarketPhase.Open,
            MarketPhase.PreOpen,
            MarketPhase.ReduceOnly,
            MarketPhase.Interrupted,
            MarketPhase.Closing,
            MarketPhase.Halted,
        ];

        private Side Side => IsBuy ? Side.Buy : Side.Sell;

        private TimeInForce Force => (Variant % 12) switch
        {
            0 or 1 => TimeInForce.ImmediateOrCancel,
            2 => TimeInForce.FillOrKill,
            _ => TimeInForce.GoodTillCancelled,
        };

        private bool IsMarket => Force != TimeInForce.GoodTillCancelled && Variant % 5 == 0;

        private OrderFlags Flags => Force != TimeInForce.GoodTillCancelled ? OrderFlags.None : (Variant % 12) switch
        {
            3 => OrderFlags.PostOnly,
            4 or 5 => OrderFlags.ReduceOnly,
            _ => OrderFlags.None,
        };

        // Pegs are reduce-only or plain; they are asked for at a limit that is seldom in their way.
        private PegTerms Peg => Variant % 12 is 5 or 6 or 7 ? new PegTerms((PegReference)((Lots % 3) + 1), Offset / 3) : default;

        private long Price => IsMarket ? 0
            : Peg.Reference == PegReference.None ? Mark + Offset
            : IsBuy ? Mark + Math.Abs(Offset) + 4 : Mark - Math.Abs(Offset) - 4;

        private MarketPhase Phase => Phases[Variant % Phases.Length];

        internal ResultCode Run(TestMarket market, Dictionary<long, int> numbers, List<long> ids)
        {
            switch (Kind)
            {
                case < 72:
                    Clearing.Outcome outcome = market.Run(market.Order(Account, Side, Price, Lots, Force, Flags) with
                    {
                        Instructions = Peg.Reference == PegReference.None ? null : new OrderInstructions(Peg: Peg),
                    });
                    numbers[outcome.Result.Sequence] = ids.Count;
                    ids.Add(outcome.Result.Sequence);
                    return outcome.Code;
                case < 84:
                    int number = Math.Max(0, ids.Count - 1 - (Variant % 20));
                    return market.Cancel(Account, number == 0 ? long.MaxValue : ids[number]).Code;
                case < 88:
                    return market.Touch(Account, TouchCancel.All).Code;
                case < 91:
                    return market.Nudge().Code;
                case < 94:
                    Clearing.Outcome step = market.Run(new LiquidateCommand(
                        Account, market.NextStamp(Account), 1, ids.Count, Side, Lots, Mark + Offset, Mark, 0));
                    numbers[market.Engine.Sequence] = ids.Count;
                    ids.Add(market.Engine.Sequence);
                    return step.Code;
                default:
                    return market.SetPhase(Phase).Code;
            }
        }

        internal ResultCode Run(NaiveAuctionMarket market, int submitted)
        {
            switch (Kind)
            {
                case < 72:
                    return market.Submit(new NaiveAuctionOrder
                    {
                        Number = submitted,
                        Account = Account,
                        Side = Side,
                        Price = IsMarket ? market.Bound(Side) : Price,
                        Peg = Peg,
                        PegWorst = Price,
                        Lots = Lots,
                        Force = Force,
                        Flags = Flags,
                    });
                case < 84:
                    return market.Cancel(Account, Math.Max(0, submitted - (Variant % 20)));
                case < 88:
                    market.CancelAll(Account);
                    return ResultCode.Ok;
                case < 91:
                    return ResultCode.Ok;
                case < 94:
                    return market.Liquidate(new NaiveAuctionOrder
                    {
                        Number = submitted,
                        Account = Account,
                        Side = Side,
                        Price = Mark + Offset,
                        Lots = Lots,
                        Force = TimeInForce.ImmediateOrCancel,
                        Flags = OrderFlags.ReduceOnly,
                    });
                default:
                    market.SetPhase(Phase);
                    return ResultCode.Ok;
            }
        }
    }
}
