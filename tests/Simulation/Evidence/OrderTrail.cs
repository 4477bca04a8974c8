using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Simulation.Evidence;

/// <summary>
/// Every order of one market from its submit to its end: what it has traded, what is left and what was cancelled are its quantity (I13),
/// and on its way through the book it does what it asked for (I14, I16).
/// </summary>
/// <param name="book">Orders that rest.</param>
/// <param name="waiting">Orders that wait.</param>
/// <param name="counts">How often what happened.</param>
/// <param name="priceBandPpm">Width of the price band.</param>
internal sealed class OrderTrail(BookTrail book, WaitingTrail waiting, MarketCounts counts, long priceBandPpm)
{
    private const long Ppm = 1_000_000;

    private readonly Dictionary<long, OrderLife> _lives = [];
    private readonly HashSet<long> _touched = [];

    public OrderLife? Find(long orderId) => _lives.GetValueOrDefault(orderId);

    /// <summary>A submit has its turn: what closes the position gets its quantity.</summary>
    /// <param name="sizeLots">The position of its account.</param>
    /// <param name="step">The step.</param>
    public static void Start(long sizeLots, StepTrail step)
    {
        step.Current = step.Entering[step.Sequence];
        OrderLife life = step.Current.Life;
        if (life.Closes && life.Instructions.Trigger.Kind == TriggerKind.None)
        {
            step.Current.Lots = Reducible(sizeLots, life.Side);
            life.QuantityLots = step.Current.Lots;
        }
    }

    /// <summary>A record begins.</summary>
    public void Begin(StepTrail step)
    {
        if (step.Submit is { } submit)
        {
            step.Entering.Add(step.Sequence, new EnteringOrder(new OrderLife(step.Sequence, submit), submit.Lots, step.TimeNs));
        }
    }

    /// <summary>An order has come to the book by itself: what it closes is known only now.</summary>
    public void Open(EnteringOrder entering)
    {
        _lives.TryAdd(entering.Life.OrderId, entering.Life);
        _touched.Add(entering.Life.OrderId);
    }

    /// <summary>A waiting order is entered.</summary>
    public void Trigger(in OrderTriggeredEvent triggered, NaiveWaiting order, long sizeLots, StepTrail step)
    {
        if (Find(triggered.OrderId) is not { } life)
        {
            step.Require(false, "I13", $"{triggered} was never submitted");
            return;
        }

        // What was cut from it while it waited stays a part of the whole order, but for one that closes whatever there is.
        step.Require(life.CancelledLots + order.Lots == life.QuantityLots, "I13", $"{life}: {life.CancelledLots} gone, {triggered}");
        long closed = Math.Min(order.Lots, Reducible(sizeLots, life.Side));
        step.Require(!life.Closes || triggered.Lots == closed, "I14", $"{triggered} closes {sizeLots}: {life}");
        (life.QuantityLots, life.CancelledLots) = life.Closes ? (triggered.Lots, 0) : (life.QuantityLots, life.CancelledLots);
        if (life.Type == OrderType.Market && order.HasTrigger)
        {
            long band = order.TriggerUnits * priceBandPpm / Ppm;
            long edge = life.Side == Side.Buy ? order.TriggerUnits + band : order.TriggerUnits - band;
            life.WorstUnits = life.WorstUnits == 0 || (life.Side == Side.Buy) == (edge < life.WorstUnits) ? edge : life.WorstUnits;
        }

        life.WorstUnits = order.DueNs is null || life.WorstUnits != 0 ? life.WorstUnits : order.First.WorstPriceUnits;
        step.Entering[triggered.OrderId] = new EnteringOrder(life, triggered.Lots, order.DueNs ?? step.TimeNs);
        _touched.Add(triggered.OrderId);
    }

    /// <summary>A resting order has new terms.</summary>
    public void Amend(in OrderAmendedEvent amended, long lotsBefore, StepTrail step)
    {
        OrderLife? life = Amend(amended.OrderId, amended.GoneLots, amended.Lots, lotsBefore, step);
        if (life is not null && !amended.KeepsPlace)
        {
            life.WorstUnits = step.Amendment?.PriceUnits is > 0 and { } price ? price : life.WorstUnits;
            step.Entering[amended.OrderId] = new EnteringOrder(life, amended.Lots, step.TimeNs);
            step.ReenteredId = amended.OrderId;
        }
    }

    /// <summary>A waiting order has new terms.</summary>
    public void Amend(in WaitingAmendedEvent amended, long lotsBefore, StepTrail step)
    {
        OrderLife? life = Amend(amended.OrderId, amended.GoneLots, amended.Lots, lotsBefore, step);
        if (life is not null && !amended.KeepsPlace)
        {
            life.WorstUnits = life.Type == OrderType.Market ? amended.WorstPriceUnits : amended.PriceUnits;
        }
    }

    /// <summary>An order on its way takes from one that rests.</summary>
    public void Take(in TradeEvent trade, NaiveOrder? maker, (long Before, long After) size, StepTrail step)
    {
        if (!step.Entering.TryGetValue(trade.TakerOrderId, out EnteringOrder? taker))
        {
            bool isLiquidation = step.Header.Command == CommandKind.Liquidate && trade.TakerOrderId == step.Sequence;
            step.Require(isLiquidation, "I13", $"{trade}: the taker came from nowhere");
            step.Require(!isLiquidation || Reduces(size.Before, size.After), "I14", $"a liquidation grows or turns a position: {trade}");
            return;
        }

        Open(taker);
        OrderLife life = taker.Life;
        bool isIn = life.WorstUnits == 0
            || (life.Side == Side.Buy ? trade.PriceUnits <= life.WorstUnits : trade.PriceUnits >= life.WorstUnits);
        step.Require(isIn && life.Account == trade.TakerAccount && life.Side == trade.TakerSide, "I14", $"{trade} for {life}");
        step.Require(!life.IsPostOnly, "I14", $"post-only {life} takes: {trade}");
        step.Require(!life.IsReduceOnly || Reduces(size.Before, size.After), "I14", $"reduce-only {life} grew: {trade}");
        step.Require(
            trade.Lots <= taker.LeftLots && !taker.IsStopped, "I14", $"{trade}, {taker.LeftLots} left of {life}");
        step.Require(
            maker is null || !life.IsOwn(maker.Account, maker.Instructions.SelfTradeGroup), "I16", $"{life} trades with its own: {trade}");
        taker.FilledLots += trade.Lots;
        life.FilledLots += trade.Lots;
        RequireTime(life, taker.TimeNs, step);
    }

    /// <summary>A resting order trades.</summary>
    /// <param name="order">The order.</param>
    /// <param name="lots">Lots.</param>
    /// <param name="size">The position of its account before and after.</param>
    /// <param name="timeNs">Book time of the trade: that of the step, or when its auction was due.</param>
    /// <param name="step">The step.</param>
    public void Fill(NaiveOrder order, long lots, (long Before, long After) size, long timeNs, StepTrail step)
    {
        step.Require(
            !order.IsReduceOnly || Reduces(size.Before, size.After), "I14", $"reduce-only order {order.OrderId} grew");
        if (Find(order.OrderId) is { } life)
        {
            life.FilledLots += lots;
            _touched.Add(order.OrderId);
            RequireTime(life, timeNs, step);
        }
    }

    /// <summary>Two resting orders trade in an auction.</summary>
    public void RequireAuction(NaiveOrder maker, NaiveOrder taker, StepTrail step)
    {
        bool isOwn = maker.Account == taker.Account
            || (taker.Instructions.SelfTradeGroup != 0 && taker.Instructions.SelfTradeGroup == maker.Instructions.SelfTradeGroup);
        step.Require(!isOwn, "I16", $"order {taker.OrderId} trades with its own, {maker.OrderId}");
        bool isPostOnly = (taker.Flags & (OrderFlags.PostOnly | OrderFlags.PostOnlySlide)) != 0;
        bool isOlder = maker.Arrival < taker.Arrival || (maker.Flags & (OrderFlags.PostOnly | OrderFlags.PostOnlySlide)) != 0;
        step.Require(isOlder, "I12", $"order {maker.OrderId} is no older than {taker.OrderId}");
        step.Require(!isPostOnly, "I14", $"post-only order {taker.OrderId} takes in an auction");
    }

    /// <summary>Lots of an order leave without trading.</summary>
    public void Cancel(long orderId, long lots)
    {
        if (Find(orderId) is { } life)
        {
            life.CancelledLots += lots;
            _touched.Add(orderId);
        }
    }

    /// <summary>A resting order leaves because an order on its way must not trade with it (I16).</summary>
    public void MeetOwn(NaiveOrder order, long lots, StepTrail step)
    {
        if (step.Current is not { } taker)
        {
            step.Require(step.Header.Command == CommandKind.Liquidate, "I16", $"order {order.OrderId} left for nobody");
            return;
        }

        bool isOwn = taker.Life.Side != order.Side && taker.Life.IsOwn(order.Account, order.Instructions.SelfTradeGroup);
        step.Require(isOwn, "I16", $"order {order.OrderId} left for {taker.Life}");
        SelfTradePolicy policy = taker.Life.Instructions.SelfTrade;
        long expected = policy switch
        {
            SelfTradePolicy.CancelTaker => 0,
            SelfTradePolicy.Decrement => Math.Min(order.Lots, taker.LeftLots),
            _ => order.Lots,
        };
        step.Require(lots == expected && !taker.IsStopped, "I16", $"{lots} lots of order {order.OrderId} left for {taker.Life}");
        Open(taker);
        taker.DecrementedLots += policy == SelfTradePolicy.Decrement ? lots : 0;
        counts.Decrements += policy == SelfTradePolicy.Decrement ? 1 : 0;
        taker.IsStopped = policy == SelfTradePolicy.CancelBoth;
    }

    /// <summary>What a submit or an amendment came to.</summary>
    public void Finish(in ResultStoredEvent stored, StepTrail step)
    {
        long orderId = stored.Result.OrderId;
        bool isOwn = (step.Submit is { } submit && submit.Account == stored.Account && submit.Id == stored.Id)
            || (step.Amendment is { } amend
                && amend.Account == stored.Account
                && amend.Id == stored.Id
                && step.ReenteredId == orderId);
        if (isOwn && step.Entering.TryGetValue(orderId, out EnteringOrder? entering))
        {
            Open(entering);
            RequireResult(entering, stored.Result, step);
        }
    }

    /// <summary>What entering a waiting order came to.</summary>
    public void Finish(in OrderWorkedEvent worked, StepTrail step)
    {
        if (step.Entering.TryGetValue(worked.Result.OrderId, out EnteringOrder? entering))
        {
            RequireResult(entering, worked.Result, step);
            return;
        }

        step.Require(false, "I13", $"{worked} was not entered in this step");
    }

    /// <summary>A record has ended.</summary>
    public void EndStep(StepTrail step)
    {
        foreach (long orderId in _touched)
        {
            OrderLife life = _lives[orderId];
            long rests = book.Find(orderId)?.Lots ?? 0;
            long waits = waiting.Find(orderId)?.Lots ?? 0;
            if (life.Closes && waits > 0)
            {
                life.QuantityLots = waits + life.CancelledLots;
            }

            step.Require(
                life.FilledLots + life.CancelledLots + rests + waits == life.QuantityLots && (rests == 0 || waits == 0),
                "I13",
                $"{life}: {life.FilledLots} filled, {life.CancelledLots} cancelled, {rests} rest, {waits} wait");
        }

        _touched.Clear();
    }

    private OrderLife? Amend(long orderId, long goneLots, long lots, long lotsBefore, StepTrail step)
    {
        if (Find(orderId) is not { } life)
        {
            step.Require(false, "I13", $"the amended order {orderId} was never submitted");
            return null;
        }

        AmendCommand? command = step.Amendment;
        long quantity = command?.Lots is > 0 and { } asked ? asked : life.QuantityLots;
        step.Require(
            command?.Account == life.Account && goneLots == life.QuantityLots - lotsBefore && goneLots + lots == quantity,
            "I13",
            $"{goneLots} gone and {lots} left of {lotsBefore} lots by {command}: {life}");
        life.QuantityLots = quantity;
        _touched.Add(orderId);
        return life;
    }

    private static bool Reduces(long before, long after) =>
        before > 0 ? after >= 0 && after < before : before < 0 && after <= 0 && after > before;

    private static long Reducible(long sizeLots, Side side) => Math.Max(0, side == Side.Sell ? sizeLots : -sizeLots);

    private static void RequireTime(OrderLife life, long timeNs, StepTrail step) => step.Require(
        life.Instructions.ExpiresNs == 0 || timeNs < life.Instructions.ExpiresNs, "I39", $"{life} trades at {timeNs}");

    // The result says what the events say, and the parts are the whole.
    private void RequireResult(EnteringOrder entering, in CommandResult result, StepTrail step)
    {
        OrderLife life = entering.Life;
        bool isEntered = result.Code is ResultCode.Ok or ResultCode.NoLiquidity;
        // Of an order that waits its event has told what is gone.
        life.CancelledLots += isEntered && result.WaitingLots == 0 ? result.CancelledLots : 0;
        step.Require(
            result.FilledLots == entering.FilledLots
                && result.RestingLots == entering.RestedLots
                && result.WaitingLots == (waiting.Find(life.OrderId)?.Lots ?? 0)
                && result.CancelledLots >= entering.DecrementedLots,
            "I13",
            $"{result}, but {entering.FilledLots} traded, {entering.RestedLots} rest, {entering.WaitingLots} wait: {life}");
        SelfTradePolicy policy = life.Instructions.SelfTrade;
        bool isStopped = result.CancelledLots > 0 && result.CancelReason == CancelReason.SelfTrade;
        step.Require(!isStopped || policy != SelfTradePolicy.CancelMaker, "I16", $"{result} of {life}");
        counts.StoppedTakers += isStopped && policy != SelfTradePolicy.Decrement ? 1 : 0;
        bool isWhole = life.TimeInForce != TimeInForce.FillOrKill || result.WaitingLots > 0 || result.FilledLots is 0
            || result.FilledLots == entering.Lots;
        step.Require(isWhole, "I14", $"{result} is not whole: {life}");
    }
}
