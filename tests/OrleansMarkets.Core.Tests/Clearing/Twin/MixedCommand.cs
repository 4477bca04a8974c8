using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing.Twin;

/// <summary>
/// One random command of a flow in which all types of orders mix, made of small numbers so that FsCheck can shrink a failure.
/// </summary>
public sealed record MixedCommand(int Kind, int Account, bool IsBuy, int Offset, int Lots, int Variant, int Target, int Extra)
{
    private const long Middle = 1_000;

    // Mostly back to trading.
    private static readonly MarketPhase[] Phases =
    [
        MarketPhase.Open, MarketPhase.Open, MarketPhase.Open, MarketPhase.PreOpen, MarketPhase.ReduceOnly, MarketPhase.Interrupted,
        MarketPhase.Closing, MarketPhase.Halted,
    ];

    private Side Side => IsBuy ? Side.Buy : Side.Sell;

    private bool IsConditional => Kind is >= 30 and < 42;

    private bool IsPegged => Kind is >= 42 and < 50;

    internal void Run(MarketPair pair)
    {
        switch (Kind)
        {
            case < 50: pair.Submit(ToOrder(pair)); break;
            case < 53:
                (int owner, int order) = pair.Pick(Account, Target);
                pair.Cancel(owner, order);
                break;
            case < 74:
                (owner, order) = pair.Pick(Account, Target);
                pair.Amend(ToAmendment(pair, owner, order));
                break;
            case < 75: pair.CancelMany(Account, (Side)(Variant % 3), Extra % 3); break;
            case < 76:
                long atNs = Variant % 4 == 0 ? 0 : pair.NowNs + (((3 * Extra) - 5) * TestMarket.Ms);
                pair.SetTimer(Account, atNs, (CancelTimerKind)(Target % 2));
                break;
            case < 78: pair.Wait(Extra * TestMarket.Ms); break;
            case < 79: pair.Touch(Account, (TouchCancel)(Variant % 3)); break;
            case < 86: pair.Liquidate(Account, Side, Lots, Middle + Offset); break;
            case < 100: pair.Index(Middle + Offset); break;
            case < 106: pair.SetPhase(Phases[Variant % Phases.Length]); break;
            default: pair.Wait(10 * Extra * TestMarket.Ms); break;
        }
    }

    // Mostly what its order has, so that amendments of waiting orders pass as well.
    private NaiveAmendment ToAmendment(MarketPair pair, int owner, int number)
    {
        NaiveMarketOrder? order = pair.Find(number);
        bool isAny = Variant % 16 == 0;
        bool isMarket = order is { Price: 0 } && !isAny;
        long price = isMarket || Extra % 3 == 0 ? 0 : Middle + Offset;
        long lots = Extra % 3 == 1 || (order is { Closes: true } && !isAny) ? 0 : Lots;
        TriggerKind kind = isAny ? (TriggerKind)(Extra % 4) : order?.Terms.Kind ?? TriggerKind.None;
        bool waits = isAny || pair.IsWaiting(number);
        bool isStop = kind is TriggerKind.Stop or TriggerKind.TakeProfit;
        long side = order is { Rises: false } ? -1 : 1;
        long trigger = waits && isStop && Variant % 3 != 0 ? Middle + (side * Math.Abs(Offset)) : 0;
        bool trails = waits && kind == TriggerKind.TrailingStop && Variant % 3 != 0;
        return new NaiveAmendment(
            owner,
            number,
            price,
            price + lots + trigger == 0 && !trails ? Lots : lots,
            trigger,
            trails && Variant % 2 == 0 ? 1 + (Target % 9) : 0,
            trails && Variant % 2 == 1 ? 1 + (731 * (Target % 17)) : 0,
            isMarket && Variant % 4 == 1 ? Middle + (2 * Offset) : 0);
    }

    private NaiveOrderRequest ToOrder(MarketPair pair)
    {
        bool isMarket = IsConditional ? Variant % 2 == 0 : !IsPegged && Variant % 7 == 0;
        TimeInForce force = Force(isMarket);
        OrderFlags flags = Flags(isMarket, force);
        LinkKind link = Target % 3 == 0 ? (LinkKind)(1 + (Target % 4 % 3)) : LinkKind.None;
        bool closes = flags.HasFlag(OrderFlags.ClosePosition);
        link = link != LinkKind.None && (IsPegged || closes) ? LinkKind.OneCancelsOther : link;
        int group = link == LinkKind.None || Target % 8 == 0 ? 0 : pair.PickGroup(Account, link, Target / 3);

        // A large parent is more often filled in part when a child is entered.
        int lots = link is LinkKind.OneTriggersOther or LinkKind.OneTriggersOneCancelsOther && group == 0 ? 3 * Lots : Lots;
        long price = isMarket ? 0 : IsPegged ? Middle + (IsBuy ? 10 : -10) + Offset : Middle + Offset;
        long worst = isMarket && Variant % 4 == 1 ? Middle + (2 * Offset) : 0;
        return new NaiveOrderRequest(Account, Side, price, worst, lots, force, flags, Instructions(pair, force, isMarket), link, group);
    }

    private TimeInForce Force(bool isMarket) => (isMarket, Variant % 12) switch
    {
        (true, 0 or 2) => TimeInForce.FillOrKill,
        (true, _) => TimeInForce.ImmediateOrCancel,
        (_, 3) when !IsPegged => TimeInForce.ImmediateOrCancel,
        (_, 5 or 9) when !IsPegged => TimeInForce.FillOrKill,
        (_, 1 or 7) => TimeInForce.GoodTillDate,
        _ => TimeInForce.GoodTillCancelled,
    };

    private OrderFlags Flags(bool isMarket, TimeInForce force)
    {
        bool isReduceOnly = (Extra + Variant) % 4 == 0;
        bool closes = isReduceOnly && !IsPegged && Extra % 3 == 0;
        bool mayPost = !isMarket && !IsPegged && force is TimeInForce.GoodTillCancelled or TimeInForce.GoodTillDate;
        return (isReduceOnly ? OrderFlags.ReduceOnly : OrderFlags.None)
            | (closes ? OrderFlags.ClosePosition : OrderFlags.None)
            | (!mayPost ? OrderFlags.None : (Extra % 7) switch
            {
                3 => OrderFlags.PostOnly,
                5 => OrderFlags.PostOnlySlide,
                _ => OrderFlags.None,
            });
    }

    private OrderInstructions Instructions(MarketPair pair, TimeInForce force, bool isMarket)
    {
        bool rests = force is TimeInForce.GoodTillCancelled or TimeInForce.GoodTillDate;
        return new OrderInstructions(
            ExpiresNs: force == TimeInForce.GoodTillDate ? pair.NowNs + (Extra * TestMarket.Ms) + 1 : 0,
            DisplayLots: rests && !IsPegged && Extra % 5 == 0 ? 1 + (Extra % 4) : 0,
            SelfTrade: Extra % 2 == 0 ? (SelfTradePolicy)(Extra / 2 % 4) : SelfTradePolicy.CancelMaker,
            SelfTradeGroup: Extra % 4 == 1 ? 1 + (Extra % 2) : 0,
            Tag: Extra % 6 < 3 ? Extra % 3 : 0,
            Trigger: IsConditional ? Trigger(isMarket) : default,
            Peg: IsPegged ? new PegTerms((PegReference)(1 + (Variant % 3)), (Target % 9) - 4) : default);
    }

    private TriggerTerms Trigger(bool isMarket)
    {
        var source = (TriggerPrice)(Target % 3);
        if (isMarket && Variant % 3 == 1)
        {
            long activation = Variant % 4 < 2 ? 0 : Middle - Offset;
            return Variant % 5 < 3
                ? new TriggerTerms(TriggerKind.TrailingStop, source, 0, 1 + (Target % 9), 0, activation)
                : new TriggerTerms(TriggerKind.TrailingStop, source, 0, 0, 1 + (731 * (Target % 17)), activation);
        }

        TriggerKind kind = Variant % 8 < 5 ? TriggerKind.Stop : TriggerKind.TakeProfit;
        long side = IsBuy == (kind == TriggerKind.Stop) ? 1 : -1;
        return new TriggerTerms(kind, source, Middle + (side * Math.Abs(Offset)), 0, 0, 0);
    }
}
