using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Simulation.Evidence;

namespace OrleansMarkets.Simulation.Reach;

/// <summary>The rare branches that the log of a market shows.</summary>
internal static class MarketReach
{
    /// <summary>Adds what happened in one market.</summary>
    public static void Add(MarketCounts counts, ReachCounters reach)
    {
        AddMarket(counts, reach);
        AddOrders(counts, reach);
        AddCancels(counts, reach);
    }

    private static void AddMarket(MarketCounts counts, ReachCounters reach)
    {
        reach.Add(Branch.FundingCatchUp, counts.CaughtUpFundings);
        reach.Add(Branch.FundingZeroOnStaleIndex, counts.StaleFundings);
        reach.Add(Branch.LiquidationPartial, counts.PartialLiquidations);
        reach.Add(Branch.LiquidationFull, counts.FullLiquidations);
        reach.Add(Branch.Deleveraging, counts.Deleveragings);
        reach.Add(Branch.PoisonQuarantined, counts.Quarantines);
        reach.Add(Branch.PoisonHalt, counts.PoisonHalts);
        reach.Add(Branch.OperatorAct, counts.OperatorActs);
        reach.Add(Branch.AuctionTraded, counts.AuctionTrades);
        reach.Add(Branch.Interrupted, counts.Interruptions);
        reach.Add(Branch.LiquidationInterrupted, counts.InterruptedLiquidations);
        reach.Add(Branch.TradedInMovedBand, counts.TradesInMovedBand);
        reach.Add(Branch.TimedAuctionHeld, counts.TimedAuctions);
        reach.Add(Branch.TakerDelayed, counts.Delays);
    }

    private static void AddOrders(MarketCounts counts, ReachCounters reach)
    {
        reach.Add(Branch.IcebergRefilled, counts.Refills);
        reach.Add(Branch.PegMoved, counts.PegMoves);
        reach.Add(Branch.TriggeredByLast, counts.Triggered[(int)TriggerPrice.Last]);
        reach.Add(Branch.TriggeredByMark, counts.Triggered[(int)TriggerPrice.Mark]);
        reach.Add(Branch.TriggeredByIndex, counts.Triggered[(int)TriggerPrice.Index]);
        reach.Add(Branch.TrailingTriggerMoved, counts.TriggerMoves);
        reach.Add(Branch.TrailingTriggered, counts.TrailingTriggered);
        reach.Add(Branch.LinkedOrderLost, counts.LinkedLosses);
        reach.Add(Branch.ChildEntered, counts.ChildrenEntered);
        reach.Add(Branch.SwitchSet, counts.SwitchesSet);
        reach.Add(Branch.SwitchFired, counts.SwitchesFired);
        reach.Add(Branch.AmendedInPlace, counts.AmendmentsInPlace);
        reach.Add(Branch.AmendedElsewhere, counts.AmendmentsElsewhere);
        reach.Add(Branch.AmendedWaiting, counts.WaitingAmended);
        reach.Add(Branch.SelfTradeStoppedTaker, counts.StoppedTakers);
        reach.Add(Branch.SelfTradeDecremented, counts.Decrements);
    }

    private static void AddCancels(MarketCounts counts, ReachCounters reach)
    {
        reach.Add(Branch.SelfTradePrevented, counts.Cancels(CancelReason.SelfTrade));
        reach.Add(Branch.ReduceOnlyClipped, counts.Cancels(CancelReason.NothingToReduce));
        reach.Add(Branch.ExceedingOrderCut, counts.Cancels(CancelReason.ExceedsPosition));
        reach.Add(Branch.OrderExpired, counts.Cancels(CancelReason.Expired));
        reach.Add(Branch.SwitchCancelled, counts.Cancels(CancelReason.TimerRanOut));
        reach.Add(Branch.AmendedAway, counts.Cancels(CancelReason.Amended));
        reach.Add(Branch.ChildEndedItsParent, counts.Cancels(CancelReason.ChildEntered));
        reach.Add(Branch.ParentEndedItsChild, counts.Cancels(CancelReason.ParentEnded));
        reach.Add(Branch.AuctionLeftImmediate, counts.Cancels(CancelReason.AuctionEnded));
        reach.Add(
            Branch.TriggeredAndRefused,
            counts.Cancels(CancelReason.WouldTake)
                + counts.Cancels(CancelReason.CannotFillWhole)
                + counts.Cancels(CancelReason.PhaseClosed));
    }
}
