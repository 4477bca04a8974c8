using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing.Hostile;

/// <summary>
/// What the documentation of a command allows, field by field and written once more: a command outside of it must never be accepted.
/// </summary>
internal static class SoundRanges
{
    /// <summary>Whether every field of a command is one that a market may accept.</summary>
    /// <param name="command">The command.</param>
    /// <param name="engine">The market, as it was before the command.</param>
    /// <param name="nowNs">Book time of its step.</param>
    public static bool Allow(IMarketCommand command, MarketEngine engine, long nowNs) => command switch
    {
        SubmitCommand submit => IsCall(submit.Account, submit.Stamp) && IsInTime(submit.DeadlineNs, nowNs) && Allow(submit, engine, nowNs),
        CancelCommand cancel => IsCall(cancel.Account, cancel.Stamp) && IsInTime(cancel.DeadlineNs, nowNs)
            && cancel.Id != CommandId.None && Names(cancel.Id, cancel.OrderId, cancel.SubmitId),
        AmendCommand amend => IsCall(amend.Account, amend.Stamp) && IsInTime(amend.DeadlineNs, nowNs)
            && amend.Id != CommandId.None && Names(amend.Id, amend.OrderId, amend.SubmitId) && Allow(amend, engine),
        MassCancelCommand cancel => IsCall(cancel.Account, cancel.Stamp) && IsInTime(cancel.DeadlineNs, nowNs)
            && cancel.Id != CommandId.None && (byte)cancel.Side <= 2,
        SetCancelTimerCommand timer => IsCall(timer.Account, timer.Stamp) && timer.AtNs >= 0 && (byte)timer.Kind <= 1,
        TouchCommand touch => touch.Account is > 0 or -1 or -2 or -4 && IsStamp(touch.Stamp) && (byte)touch.Cancel <= 2,
        LiquidateCommand step => IsCall(step.Account, step.Stamp) && step is { Episode: > 0, Step: > 0, Lots: > 0, LimitPriceUnits: > 0 }
            && step.Side is Side.Buy or Side.Sell && step.KeeperAccount >= 0,
        DeleverageCommand step => IsCall(step.Account, step.Stamp) && step is { Episode: > 0, Step: > 0 }
            && IsPrice(step.PriceUnits, engine) && step.Counterparties.Length is > 0 and <= 256
            && step.Counterparties.ToArray().All(other => other.Lots > 0 && other.Account != step.Account && MayTrade(other.Account)),
        SetPhaseCommand phase => (byte)phase.Phase is > 0 and <= 8 && IsText(phase.Actor, 64) && IsText(phase.Reason, 256),
        SetParametersCommand set => set.Parameters is not null
            && MarketParametersValidator.CheckRules(engine.Spec, set.Parameters) is null
            && set.Parameters.Version - engine.Parameters.Version is 0 or 1
            && set.Parameters.MaximumOpenOrders <= MarketLimits.MaximumOpenOrders,
        RaiseEpochCommand raise => raise.Epoch > engine.Epoch,
        UpdateIndexCommand index => index.PublishTimeNs <= engine.IndexPublishNs
            || (index is { HasQuorum: true, IndexE8: > 0 } && index.PublishTimeNs - nowNs <= MarketLimits.MaximumIndexLeadNs),
        _ => true,
    };

    private static bool Allow(in SubmitCommand order, MarketEngine engine, long nowNs)
    {
        bool isMarket = order.Type == OrderType.Market;
        bool closes = (order.Flags & OrderFlags.ClosePosition) != 0;
        bool isSound = order.Id != CommandId.None
            && order.Side is Side.Buy or Side.Sell
            && order.Type is OrderType.Limit or OrderType.Market
            && (byte)order.TimeInForce is >= 1 and <= 4
            && (byte)order.Flags < 16
            && (isMarket ? order.PriceUnits == 0 && order.WorstPriceUnits >= 0 : order.WorstPriceUnits == 0)
            && (isMarket || IsPrice(order.PriceUnits, engine))
            && (closes ? order.Lots == 0 : order.Lots > 0 && order.Lots <= engine.Parameters.MaximumLots)
            && order.Verdict == ResultCode.Ok
            && order.ReserveQuanta is >= 0 and <= MarketLimits.MaximumReserveQuanta
            && order.ParametersVersion == engine.Parameters.Version
            && !order.ClientOrderId.IsMalformed;
        return isSound && (order.Instructions is not { } instructions || Allow(instructions, order.TimeInForce, engine, nowNs));
    }

    private static bool Allow(OrderInstructions instructions, TimeInForce force, MarketEngine engine, long nowNs)
    {
        TriggerTerms trigger = instructions.Trigger;
        PegTerms peg = instructions.Peg;
        bool hasTrigger = trigger.Kind != TriggerKind.None;
        return (instructions.ExpiresNs > nowNs) == (force == TimeInForce.GoodTillDate)
            && instructions.ExpiresNs >= 0
            && instructions.DisplayLots >= 0
            && (byte)instructions.SelfTrade <= 3
            && instructions.SelfTradeGroup >= 0
            && (byte)trigger.Kind <= 3
            && (byte)trigger.Source <= 2
            && (trigger.PriceUnits == 0 || IsPrice(trigger.PriceUnits, engine))
            && (trigger.TrailUnits == 0 || IsPrice(trigger.TrailUnits, engine))
            && (trigger.ActivationUnits == 0 || IsPrice(trigger.ActivationUnits, engine))
            && trigger.TrailPpm is >= 0 and <= 500_000
            && (!hasTrigger || trigger.PriceUnits + trigger.TrailUnits + trigger.TrailPpm > 0)
            && (byte)peg.Reference <= 3
            && (peg.Reference != PegReference.None || peg.OffsetUnits == 0)
            && (byte)instructions.Link.Kind <= 3
            && (instructions.Link.Kind == LinkKind.None) == (instructions.Link.Group == CommandId.None);
    }

    // Only what makes an order smaller passes whatever else is said.
    private static bool Allow(in AmendCommand amend, MarketEngine engine)
    {
        bool waits = engine.TryGetWaiting(amend.Account, amend.OrderId, amend.SubmitId, out WaitingImage waiting);
        engine.TryGetOrder(amend.Account, amend.OrderId, amend.SubmitId, out RestingOrder order);
        long remaining = waits ? waiting.Lots : order.RemainingLots;
        long quantity = waits ? waiting.QuantityLots : order.QuantityLots;
        long left = (amend.Lots == 0 ? quantity : amend.Lots) - (quantity - remaining);
        bool keepsPrice = amend.PriceUnits == 0 || amend.PriceUnits == (waits ? waiting.PriceUnits : order.PriceUnits);
        bool keepsTrigger = (amend.TriggerUnits == 0 || amend.TriggerUnits == waiting.Trigger.PriceUnits)
            && (amend.TrailUnits == 0 || amend.TrailUnits == waiting.Trigger.TrailUnits)
            && (amend.TrailPpm == 0 || amend.TrailPpm == waiting.Trigger.TrailPpm);
        bool onlySmaller = left <= 0 || (keepsPrice && keepsTrigger && left <= remaining);
        return amend is { PriceUnits: >= 0, Lots: >= 0, CheckedVersion: >= 0, CheckedLots: >= 0, WorstPriceUnits: >= 0 }
            && (amend.PriceUnits | amend.Lots | amend.TriggerUnits | amend.TrailUnits | amend.TrailPpm) != 0
            && amend.ReserveQuanta is >= 0 and <= MarketLimits.MaximumReserveQuanta
            && AllowsTrigger(amend, waiting)
            && (onlySmaller || (amend.Verdict == ResultCode.Ok
                && amend.Lots <= engine.Parameters.MaximumLots
                && (amend.PriceUnits == 0 || IsPrice(amend.PriceUnits, engine))
                && (amend.TriggerUnits == 0 || IsPrice(amend.TriggerUnits, engine))
                && (amend.TrailUnits == 0 || IsPrice(amend.TrailUnits, engine))
                && amend.ParametersVersion == engine.Parameters.Version));
    }

    // Of trigger price, distance and share there is one, and only an order that waits for such a thing has it.
    private static bool AllowsTrigger(in AmendCommand amend, in WaitingImage waiting)
    {
        long[] terms = [amend.TriggerUnits, amend.TrailUnits, amend.TrailPpm];
        bool trails = waiting.Trigger.Kind == TriggerKind.TrailingStop;
        bool isStop = waiting.Trigger.Kind is TriggerKind.Stop or TriggerKind.TakeProfit;
        return terms.All(each => each >= 0)
            && terms.Count(each => each > 0) <= 1
            && amend.TrailPpm <= 500_000
            && (amend.TriggerUnits == 0 || isStop)
            && (amend.TrailUnits + amend.TrailPpm == 0 || trails);
    }

    private static bool IsPrice(long units, MarketEngine engine) => units > 0 && units <= engine.Parameters.MaximumPriceUnits;

    private static bool IsInTime(long deadlineNs, long nowNs) => deadlineNs > nowNs && deadlineNs <= nowNs + MarketLimits.MaximumDeadlineNs;

    private static bool Names(CommandId id, long orderId, CommandId submitId) =>
        orderId > 0 ? submitId != id : orderId == 0 && submitId != CommandId.None && submitId != id;

    private static bool IsCall(long account, CallStamp stamp) => MayTrade(account) && IsStamp(stamp);

    private static bool MayTrade(long account) => account is > 0 or -4;

    private static bool IsStamp(CallStamp stamp) => stamp is { Epoch: >= 0, Number: > 0 };

    private static bool IsText(string? text, int length) =>
        text is { Length: > 0 } && text.Length <= length && !text.Any(each => char.IsControl(each) || char.IsSurrogate(each));
}
