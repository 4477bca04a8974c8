using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Conditionals;
using OrleansMarkets.Core.Clearing.Links;
using OrleansMarkets.Core.Clearing.Pegs;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Clearing;

/// <content>The checks of conditional orders.</content>
internal sealed partial class AdmissionRules
{
    /// <summary>Whether an order closes whatever position there is when it is entered.</summary>
    private static bool Closes(in SubmitCommand command) => (command.Flags & OrderFlags.ClosePosition) != 0;

    private static bool IsSoundCondition(in SubmitCommand command)
    {
        TriggerTerms trigger = command.Instructions?.Trigger ?? default;
        bool isSound = trigger.Source <= TriggerPrice.Index && trigger.Kind switch
        {
            TriggerKind.None => trigger == default,
            TriggerKind.Stop or TriggerKind.TakeProfit =>
                trigger.PriceUnits > 0 && trigger is { TrailUnits: 0, TrailPpm: 0, ActivationUnits: 0 },
            TriggerKind.TrailingStop => command.Type == OrderType.Market && IsSoundTrail(trigger),
            _ => false,
        };
        LinkTerms link = LinkDesk.TermsOf(command);
        bool isLinkSound = link.Kind <= LinkKind.OneTriggersOneCancelsOther
            && (link.Kind == LinkKind.None) == (link.Group == CommandId.None);
        return isSound && isLinkSound && !(Closes(command) && LinkDesk.IsChild(command));
    }

    private static bool IsSoundTrail(in TriggerTerms trigger) =>
        trigger.PriceUnits == 0
        && trigger.ActivationUnits >= 0
        && (trigger.TrailUnits > 0
            ? trigger.TrailPpm == 0 && trigger.TrailUnits <= PriceTimeBook.MaximumPriceUnits
            : trigger is { TrailUnits: 0, TrailPpm: > 0 and <= MarketLimits.MaximumTrailPpm });

    // A pegged order is a limit order that only ever rests; what it shows and when it enters are its own.
    private static bool IsSoundPeg(in SubmitCommand command)
    {
        PegTerms peg = PegDesk.TermsOf(command);
        return peg.Reference == PegReference.None
            ? peg == default
            : peg.Reference <= PegReference.Mark
                && peg.OffsetUnits is >= -PriceTimeBook.MaximumPriceUnits and <= PriceTimeBook.MaximumPriceUnits
                && command.Type == OrderType.Limit
                && command.TimeInForce is TimeInForce.GoodTillCancelled or TimeInForce.GoodTillDate
                && command.Instructions!.DisplayLots == 0
                && !ConditionalDesk.Waits(command);
    }

    private ResultCode CheckTrigger(in SubmitCommand command, in TriggerTerms trigger)
    {
        MarketParameters parameters = state.Parameters;
        long tick = parameters.TickUnits;
        if (trigger.PriceUnits % tick != 0 || trigger.TrailUnits % tick != 0 || trigger.ActivationUnits % tick != 0)
        {
            return ResultCode.PriceOffGrid;
        }

        if (Math.Max(trigger.PriceUnits, Math.Max(trigger.TrailUnits, trigger.ActivationUnits)) > parameters.MaximumPriceUnits)
        {
            return ResultCode.PriceOutOfBand;
        }

        long present = state.PriceOf(trigger.Source);
        if (trigger.Kind == TriggerKind.TrailingStop)
        {
            return present > 0 || trigger.ActivationUnits > 0 || LinkDesk.IsChild(command) ? ResultCode.Ok : ResultCode.StalePrice;
        }

        if (command.Type == OrderType.Limit && IsFarFromTrigger(command.PriceUnits, trigger.PriceUnits))
        {
            return ResultCode.PriceOutOfBand;
        }

        bool isReached = !LinkDesk.IsChild(command) && TriggerRules.IsReached(
            TriggerRules.FiresRising(trigger.Kind, command.Side), trigger.PriceUnits, present);
        return isReached ? ResultCode.TriggerAlreadyReached : ResultCode.Ok;
    }

    // The price that it will meet is near its trigger, however far that is from the present mark.
    private bool IsFarFromTrigger(long priceUnits, long triggerUnits)
    {
        long band = IntegerMath.MulDiv(triggerUnits, state.Parameters.PriceBandPpm, IntegerMath.Ppm, RoundingDirection.Down);
        return priceUnits > state.Parameters.MaximumPriceUnits || Math.Abs(priceUnits - triggerUnits) > band;
    }
}
