using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Tests.Clearing.Twin;

namespace OrleansMarkets.Core.Tests.Clearing.Conditionals;

/// <summary>One random command, made of small numbers so that FsCheck can shrink a failure.</summary>
public sealed record ConditionalCommand(int Kind, int Account, bool IsBuy, int Offset, int Lots, int Variant, int Target)
{
    internal void Run(MarketPair pair)
    {
        switch (Kind)
        {
            case < 70: pair.Submit(ToOrder(pair.Submitted)); break;
            case < 76: Amend(pair, Math.Max(1, pair.Submitted - (Target % 30))); break;
            case < 82: pair.Cancel(Account, Math.Max(1, pair.Submitted - (Target % 30))); break;
            case < 84: pair.Touch(Account, TouchCancel.All); break;
            default: pair.Index(1_000 + Offset); break;
        }
    }

    private void Amend(MarketPair pair, int number)
    {
        if (pair.Find(number) is { } order)
        {
            bool trails = order.Terms.Kind == TriggerKind.TrailingStop && pair.IsWaiting(number);
            bool isStop = order.HasTrigger && !trails && pair.IsWaiting(number);
            pair.Amend(new NaiveAmendment(
                order.Account,
                number,
                order.Price == 0 || Variant % 2 == 0 ? 0 : 1_000 + Offset,
                Lots,
                isStop && Variant % 3 > 0 ? 1_000 + ((order.Rises ? 1 : -1) * Math.Abs(Offset)) : 0,
                trails && Variant % 3 == 0 ? 1 + (Target % 9) : 0,
                trails && Variant % 3 == 1 ? 1 + (731 * (Target % 17)) : 0));
        }
    }

    // Groups are made and joined by recent orders.
    private NaiveOrderRequest ToOrder(int submitted)
    {
        Side side = IsBuy ? Side.Buy : Side.Sell;
        bool isConditional = Kind is >= 30 and < 60;
        bool isPegged = Kind is >= 60 and < 70;
        bool isMarket = isConditional ? Variant % 2 == 0 : !isPegged && Variant % 5 == 0;
        TriggerTerms trigger = isConditional ? Trigger(isMarket) : default;
        PegTerms peg = isPegged ? new PegTerms((PegReference)(1 + (Variant % 3)), (Target % 9) - 4) : default;
        long price = isMarket ? 0 : 1_000 + Offset;
        price = isPegged ? 1_000 + (IsBuy ? 10 : -10) + Offset : price;
        bool isImmediate = isMarket || (!isPegged && Variant % 7 == 0);
        bool isReduceOnly = isConditional && isImmediate && Variant % 3 == 0;
        LinkKind link = Target % 3 == 0 ? (LinkKind)(1 + (Target % 4 % 3)) : LinkKind.None;
        link = isPegged && link != LinkKind.None ? LinkKind.OneCancelsOther : link;
        int group = link == LinkKind.None || Target % 2 == 0 ? 0 : Math.Max(0, submitted - (Target % 5));
        long worst = isMarket && Variant % 4 == 1 ? 1_000 + (2 * Offset) : 0;
        return new NaiveOrderRequest(
            Account,
            side,
            price,
            worst,
            Lots,
            isImmediate ? TimeInForce.ImmediateOrCancel : TimeInForce.GoodTillCancelled,
            isReduceOnly ? OrderFlags.ReduceOnly : OrderFlags.None,
            new OrderInstructions(Trigger: trigger, Peg: peg),
            link,
            group);
    }

    private TriggerTerms Trigger(bool isMarket)
    {
        var source = (TriggerPrice)(Target % 3);
        if (isMarket && Variant % 3 == 1)
        {
            long activation = Variant % 2 == 0 ? 0 : 1_000 - Offset;
            return Variant % 5 < 3
                ? new TriggerTerms(TriggerKind.TrailingStop, source, 0, 1 + (Target % 9), 0, activation)
                : new TriggerTerms(TriggerKind.TrailingStop, source, 0, 0, 1 + (731 * (Target % 17)), activation);
        }

        TriggerKind kind = Variant % 4 < 3 ? TriggerKind.Stop : TriggerKind.TakeProfit;
        return new TriggerTerms(kind, source, 1_000 + ((IsBuy == (kind == TriggerKind.Stop) ? 1 : -1) * Math.Abs(Offset)), 0, 0, 0);
    }
}
