using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing;

/// <summary>Conditional orders at random, with triggers near 1,000.</summary>
internal static class RandomConditions
{
    public static SubmitCommand Order(TestMarket market, Random random, long account)
    {
        TriggerTerms trigger = Trigger(random);
        bool isMarket = trigger.Kind == TriggerKind.TrailingStop || random.Next(2) == 0;
        TimeInForce force = isMarket ? TimeInForce.ImmediateOrCancel : (TimeInForce)random.Next(1, 4);
        bool isReduceOnly = random.Next(3) == 0;
        OrderFlags flags = isReduceOnly ? OrderFlags.ReduceOnly : OrderFlags.None;
        bool closes = isReduceOnly && random.Next(3) == 0;
        flags |= closes ? OrderFlags.ClosePosition : OrderFlags.None;
        flags |= force == TimeInForce.GoodTillCancelled && random.Next(4) == 0 ? OrderFlags.PostOnly : OrderFlags.None;
        return market.Order(
            account,
            random.Next(2) == 0 ? Side.Buy : Side.Sell,
            isMarket ? 0 : 1_000 + random.Next(-25, 26),
            closes ? 0 : random.Next(1, 40),
            force,
            flags,
            isReduceOnly ? 0 : random.Next(1_000_000)) with
        {
            WorstPriceUnits = isMarket && random.Next(2) == 0 ? 1_000 + random.Next(-40, 41) : 0,
            Instructions = new OrderInstructions(Trigger: trigger),
        };
    }

    /// <summary>New terms of an order of an account that waits, mostly such as it has; null if none waits.</summary>
    public static AmendCommand? TryAmend(TestMarket market, Random random, long account)
    {
        var orders = new WaitingImage[20];
        int count = market.Engine.CopyWaiting(account, orders);
        if (count == 0)
        {
            return null;
        }

        WaitingImage order = orders[random.Next(count)];
        bool isAny = random.Next(10) == 0;
        bool trails = isAny ? random.Next(2) == 0 : order.Trigger.Kind == TriggerKind.TrailingStop;
        bool isStop = !trails && (isAny || order.Trigger.Kind != TriggerKind.None);
        bool closes = (order.Flags & OrderFlags.ClosePosition) != 0;
        bool isReduceOnly = (order.Flags & OrderFlags.ReduceOnly) != 0;
        long what = random.Next(4);
        return market.AmendWaitingOf(
            account,
            order.OrderId,
            order.Type == OrderType.Limit && random.Next(2) == 0 ? 1_000 + random.Next(-25, 26) : 0,
            (closes && !isAny) || what == 0 ? 0 : random.Next(1, 40),
            isStop && what != 1 ? 1_000 + random.Next(-25, 26) : 0,
            trails && what == 2 ? random.Next(1, 20) : 0,
            trails && what is 0 or 3 ? random.Next(1, 20_000) : 0,
            isReduceOnly ? 0 : random.Next(1_000_000)) with
        {
            WorstPriceUnits = random.Next(2) == 0 ? 1_000 + random.Next(-40, 41) : 0,
        };
    }

    /// <summary>The order as the first of a group, or in one of the latest groups of its account.</summary>
    public static SubmitCommand Linked(SubmitCommand order, Random random, List<SubmitCommand> makers)
    {
        SubmitCommand[] own = [.. makers.TakeLast(12).Where(maker => maker.Account == order.Account)];
        OrderInstructions instructions = order.Instructions ?? new OrderInstructions();
        if (own.Length == 0 || random.Next(3) == 0)
        {
            var kind = (LinkKind)random.Next(1, 4);
            SubmitCommand first = order with { Instructions = instructions with { Link = new LinkTerms(kind, order.Id) } };
            makers.Add(first);
            return first;
        }

        SubmitCommand maker = own[random.Next(own.Length)];
        LinkKind same = maker.Instructions!.Link.Kind;
        LinkKind link = random.Next(10) == 0 ? (LinkKind)random.Next(1, 4) : same;
        return order with { Instructions = instructions with { Link = new LinkTerms(link, maker.Id) } };
    }

    private static TriggerTerms Trigger(Random random)
    {
        var kind = (TriggerKind)random.Next(1, 4);
        var source = (TriggerPrice)random.Next(3);
        if (kind != TriggerKind.TrailingStop)
        {
            return new TriggerTerms(kind, source, 1_000 + random.Next(-25, 26), 0, 0, 0);
        }

        long activation = random.Next(2) == 0 ? 0 : 1_000 + random.Next(-20, 21);
        return random.Next(2) == 0
            ? new TriggerTerms(kind, source, 0, random.Next(1, 20), 0, activation)
            : new TriggerTerms(kind, source, 0, 0, random.Next(1, 20_000), activation);
    }
}
