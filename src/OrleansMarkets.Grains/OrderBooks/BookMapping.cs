using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using CoreCounterparty = OrleansMarkets.Core.Clearing.Commands.DeleverageCounterparty;
using CoreInstructions = OrleansMarkets.Core.Clearing.Commands.OrderInstructions;
using CoreLink = OrleansMarkets.Core.Clearing.Commands.LinkTerms;
using CorePeg = OrleansMarkets.Core.Clearing.Commands.PegTerms;
using CoreTrigger = OrleansMarkets.Core.Clearing.Commands.TriggerTerms;
using OrderInstructions = OrleansMarkets.Contracts.OrderBooks.OrderInstructions;
using TriggerTerms = OrleansMarkets.Contracts.OrderBooks.TriggerTerms;

namespace OrleansMarkets.Grains.OrderBooks;

/// <summary>The one place where messages of a book become Core commands and Core rows become messages.</summary>
internal static class BookMapping
{
    public static CommandId ToCore(this CommandKey key) => new(key.High, key.Low);

    public static CommandKey ToContract(this CommandId id) => new(id.High, id.Low);

    public static CallStamp ToCore(this CallNumber call) => new(call.Epoch, call.Number);

    public static CallNumber ToContract(this CallStamp stamp) => new(stamp.Epoch, stamp.Number);

    public static SubmitCommand ToCore(this in SubmitOrder order) => new(
        order.Id.ToCore(),
        order.Account,
        order.Call.ToCore(),
        order.DeadlineNs,
        order.ParametersVersion,
        order.Side,
        order.Type,
        order.TimeInForce,
        order.Flags,
        order.PriceUnits,
        order.WorstPriceUnits,
        order.QuantityLots,
        order.Verdict,
        order.ReserveQuanta,
        ClientOrderId.From(order.ClientOrderId),
        order.Instructions?.ToCore());

    public static CoreInstructions ToCore(this OrderInstructions instructions) => new(
        instructions.ExpiresNs,
        instructions.DisplayLots,
        instructions.SelfTrade,
        instructions.SelfTradeGroup,
        instructions.Tag,
        instructions.Trigger?.ToCore() ?? default,
        instructions.Peg is { } peg ? new CorePeg(peg.Reference, peg.OffsetUnits) : default,
        instructions.Link is { } link ? new CoreLink(link.Kind, link.Group.ToCore()) : default);

    public static CoreTrigger ToCore(this TriggerTerms trigger) => new(
        trigger.Kind,
        trigger.Source,
        trigger.PriceUnits,
        trigger.TrailUnits,
        trigger.TrailPpm,
        trigger.ActivationUnits);

    public static CancelCommand ToCore(this in CancelOrder cancel) => new(
        cancel.Id.ToCore(),
        cancel.Account,
        cancel.Call.ToCore(),
        cancel.DeadlineNs,
        cancel.OrderId,
        cancel.Target.ToCore());

    public static AmendCommand ToCore(this AmendOrder amendment) => new(
        amendment.Id.ToCore(),
        amendment.Account,
        amendment.Call.ToCore(),
        amendment.DeadlineNs,
        amendment.ParametersVersion,
        amendment.OrderId,
        amendment.Target.ToCore(),
        amendment.PriceUnits,
        amendment.QuantityLots,
        amendment.Verdict,
        amendment.CheckedVersion,
        amendment.CheckedLots,
        amendment.ReserveQuanta,
        amendment.TriggerUnits,
        amendment.TrailUnits,
        amendment.TrailPpm,
        amendment.WorstPriceUnits);

    public static MassCancelCommand ToCore(this CancelOrders cancel) => new(
        cancel.Id.ToCore(), cancel.Account, cancel.Call.ToCore(), cancel.DeadlineNs, cancel.Side, cancel.Tag);

    public static SetCancelTimerCommand ToCore(this SetCancelTimer timer) =>
        new(timer.Account, timer.Call.ToCore(), timer.AtNs, timer.Kind);

    public static RestingOrderImage ToContract(this in RestingOrder order) => new(
        order.OrderId,
        order.Side,
        order.Flags,
        order.PriceUnits,
        order.RemainingLots,
        order.QuantityLots,
        order.ReserveQuanta,
        order.Version);

    public static RestingOrderImage ToContract(this in WaitingImage order) => new(
        order.OrderId,
        order.Side,
        order.Flags,
        order.PriceUnits,
        order.Lots,
        order.QuantityLots,
        order.ReserveQuanta,
        order.Version,
        new WaitingTerms(
            order.Type,
            order.Trigger.Kind == TriggerKind.None ? null : order.Trigger.ToContract(),
            order.TriggerUnits,
            order.IsChild));

    private static TriggerTerms ToContract(this in CoreTrigger trigger) => new(
        trigger.Kind, trigger.Source, trigger.PriceUnits, trigger.TrailUnits, trigger.TrailPpm, trigger.ActivationUnits);

    public static TouchCommand ToCore(this TouchAccount touch) => new(touch.Account, touch.Call.ToCore(), touch.Cancel);

    public static LiquidateCommand ToCore(this LiquidateOrder order) => new(
        order.Account,
        order.Call.ToCore(),
        order.Episode,
        order.Step,
        order.Side,
        order.QuantityLots,
        order.LimitPriceUnits,
        order.ZeroPriceUnits,
        order.KeeperAccount);

    public static DeleverageCommand ToCore(this DeleverageOrder order)
    {
        var counterparties = new CoreCounterparty[order.Counterparties.Length];
        for (int i = 0; i < counterparties.Length; i++)
        {
            Contracts.OrderBooks.DeleverageCounterparty named = order.Counterparties[i];
            counterparties[i] = new CoreCounterparty(
                named.Account, named.QuantityLots, named.NotionalQuanta, named.EquityQuanta);
        }

        return new DeleverageCommand(
            order.Account, order.Call.ToCore(), order.Episode, order.Step, order.PriceUnits, counterparties);
    }

    public static UpdateIndexCommand ToCore(this IndexUpdate update) =>
        new(update.IndexE8, update.ConfidenceE8, update.PublishedNs, update.HasQuorum);

    public static SetPhaseCommand ToCore(this PhaseOrder order) => new(order.Phase, order.Actor, order.Reason);

    public static RowImage ToContract(this in ClearingRow row) => new(
        row.Account,
        row.AccountSequence,
        row.Stamp.ToContract(),
        row.SizeLots,
        row.QuoteQuanta,
        row.CostBasisQuanta,
        row.RealisedPnlQuanta,
        row.FeesQuanta,
        row.FundingQuanta,
        row.TransfersQuanta,
        row.FundingIndex,
        row.OpenBuyLots,
        row.OpenSellLots,
        row.OpenReduceOnlyLots,
        row.OrderReserveQuanta,
        row.OpenOrders);

    public static ClearingRow ToCore(this in RowImage row) => new(
        row.Account,
        row.AccountSequence,
        row.Call.ToCore(),
        row.SizeLots,
        row.QuoteQuanta,
        row.CostBasisQuanta,
        row.RealisedPnlQuanta,
        row.FeesQuanta,
        row.FundingQuanta,
        row.TransfersQuanta,
        row.FundingIndex,
        row.OpenBuyLots,
        row.OpenSellLots,
        row.OpenReduceOnlyLots,
        row.OrderReserveQuanta,
        row.OpenOrders);

    public static OrderReply ToReply(this in StepOutcome outcome, long marketEpoch)
    {
        CommandResult result = outcome.Result;
        return new OrderReply(
            outcome.Code,
            result.OrderId,
            Status(outcome.Code, result),
            result.FilledLots,
            result.FilledQuanta,
            result.RestingLots + result.WaitingLots,
            result.Sequence,
            marketEpoch,
            outcome.IsRepeat,
            outcome.Row.ToContract());
    }

    public static LiquidationReply ToLiquidationReply(this in StepOutcome outcome)
    {
        LiquidationResult result = outcome.Liquidation;
        return new LiquidationReply(
            outcome.Code,
            result.Sequence,
            result.ClosedLots,
            result.ClosedQuanta,
            result.LiquidationFeeQuanta,
            result.RewardQuanta,
            outcome.Row.ToContract(),
            result.RemainderLots,
            result.Interrupted);
    }

    public static OrderStatus Status(ResultCode code, in CommandResult result)
    {
        if (code != ResultCode.Ok)
        {
            return OrderStatus.Rejected;
        }

        if (result.WaitingLots > 0)
        {
            return OrderStatus.Untriggered;
        }

        if (result.RestingLots > 0)
        {
            return result.FilledLots > 0 ? OrderStatus.PartiallyFilled : OrderStatus.Open;
        }

        return result.CancelledLots > 0 ? OrderStatus.Cancelled : OrderStatus.Filled;
    }
}
