using Orleans.Simulation;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Simulation.Venue;

namespace OrleansMarkets.Simulation.Clients;

/// <summary>Draws orders of every kind for one client, near the prices of the outside world.</summary>
/// <param name="client">Whose orders they are.</param>
/// <param name="path">The prices.</param>
/// <param name="random">The draws.</param>
/// <param name="clock">The client's clock.</param>
internal sealed class OrderDraws(VenueClient client, IndexPath path, SimulationRandom random, TimeProvider clock)
{
    private const long Second = 1_000_000_000;
    private const long Tags = 3;

    // Accounts of this group must not trade with each other.
    private const long SharedGroup = 7;

    /// <summary>The latest deadline that is drawn now.</summary>
    public long LatestNs => clock.NowNs() + (9 * Second);

    public static PlaceOrder With(PlaceOrder order, LinkTerms link) =>
        order with { Instructions = (order.Instructions ?? new OrderInstructions()) with { Link = link } };

    public PlaceOrder Iceberg(string symbol, Side side)
    {
        long display = random.NextInt64(1, 5) * Step(symbol);
        bool isShort = random.Chance(0.2);
        return Limit(symbol, side, Near(symbol, side, -3_000, 900), display * random.NextInt64(1, 9)) with
        {
            TimeInForce = isShort ? TimeInForce.GoodTillDate : TimeInForce.GoodTillCancelled,
            Instructions = Drawn() with { DisplayLots = display, ExpiresNs = isShort ? Expiry() : 0 },
        };
    }

    public PlaceOrder GoodTillDate(string symbol, Side side) => Limit(symbol, side, Near(symbol, side, -4_000, 1_500), Lots(symbol)) with
    {
        TimeInForce = TimeInForce.GoodTillDate,
        Flags = random.Chance(0.2) ? OrderFlags.PostOnly : OrderFlags.None,
        Instructions = Drawn() with { ExpiresNs = Expiry() },
    };

    public PlaceOrder Sliding(string symbol, Side side) => Limit(symbol, side, Near(symbol, side, -1_000, 3_000), Lots(symbol)) with
    {
        Flags = OrderFlags.PostOnlySlide,
        Instructions = random.Chance(0.5) ? Drawn() : null,
    };

    /// <summary>Takes at once, whole or not, also at the orders of its own group.</summary>
    public PlaceOrder Immediate(string symbol, Side side)
    {
        bool isMarket = random.Chance(0.5);
        return Limit(symbol, side, isMarket ? 0 : Near(symbol, side, 1_000, 12_000), Lots(symbol)) with
        {
            Type = isMarket ? OrderType.Market : OrderType.Limit,
            TimeInForce = random.Chance(0.4) ? TimeInForce.FillOrKill : TimeInForce.ImmediateOrCancel,
            Instructions = random.Chance(0.8) ? Drawn() : null,
        };
    }

    /// <summary>Closes the position: at once, at a limit, or when a price is reached.</summary>
    public PlaceOrder Close(string symbol, Side side)
    {
        bool isMarket = random.Chance(0.6);
        bool waits = random.Chance(0.5);
        PlaceOrder order = Limit(symbol, side, isMarket ? 0 : Near(symbol, side, -1_000, 3_000), 0) with
        {
            Type = isMarket ? OrderType.Market : OrderType.Limit,
            TimeInForce = isMarket ? TimeInForce.ImmediateOrCancel : TimeInForce.GoodTillCancelled,
            Flags = OrderFlags.ReduceOnly | OrderFlags.ClosePosition,
        };
        return waits ? order with { Instructions = Drawn() with { Trigger = Trigger(symbol, side, DrawKind()) } } : order;
    }

    public PlaceOrder Reduce(string symbol, Side side) => Limit(symbol, side, Near(symbol, side, -2_000, 600), Lots(symbol)) with
    {
        Flags = OrderFlags.ReduceOnly | (random.Chance(0.2) ? OrderFlags.PostOnly : OrderFlags.None),
        Instructions = random.Chance(0.3) ? Drawn() with { DisplayLots = Step(symbol) } : null,
    };

    /// <summary>A stop or a take-profit, market or limit, of any source.</summary>
    public PlaceOrder Conditional(string symbol, Side side)
    {
        TriggerTerms trigger = Trigger(symbol, side, DrawKind());
        bool isMarket = random.Chance(0.5);
        bool isImmediate = isMarket || random.Chance(0.2);
        bool isReducing = symbol != VenueMarkets.BtcSpot && random.Chance(0.2);
        long limit = trigger.PriceUnits + (Ticks(symbol, random.NextInt64(-1_000, 3_000)) * (side == Side.Buy ? 1 : -1));
        return Limit(symbol, side, isMarket ? 0 : limit, Lots(symbol)) with
        {
            Type = isMarket ? OrderType.Market : OrderType.Limit,
            TimeInForce = !isImmediate ? TimeInForce.GoodTillCancelled
                : random.Chance(0.3) ? TimeInForce.FillOrKill : TimeInForce.ImmediateOrCancel,
            Flags = (isReducing ? OrderFlags.ReduceOnly : OrderFlags.None)
                | (!isImmediate && random.Chance(0.2) ? OrderFlags.PostOnly : OrderFlags.None),
            Instructions = Drawn() with { Trigger = trigger, DisplayLots = !isImmediate && random.Chance(0.2) ? Step(symbol) : 0 },
        };
    }

    public PlaceOrder Trailing(string symbol, Side side)
    {
        bool isShare = random.Chance(0.5);
        long activation = random.Chance(0.3) ? Near(symbol, side, -1_500, 1_500) : 0;
        var trigger = new TriggerTerms(
            TriggerKind.TrailingStop,
            DrawSource(),
            0,
            isShare ? 0 : Math.Max(VenueMarkets.TickUnits, Ticks(symbol, random.NextInt64(100, 1_500))),
            isShare ? random.NextInt64(100, 1_500) : 0,
            activation);
        return Limit(symbol, side, 0, Lots(symbol)) with
        {
            Type = OrderType.Market,
            TimeInForce = TimeInForce.ImmediateOrCancel,
            Flags = random.Chance(0.3) ? OrderFlags.ReduceOnly : OrderFlags.None,
            Instructions = Drawn() with { Trigger = trigger },
        };
    }

    public PlaceOrder Pegged(string symbol, Side side)
    {
        long offset = Ticks(symbol, random.NextInt64(-800, 200)) * (side == Side.Buy ? 1 : -1);
        bool isShort = random.Chance(0.2);
        return Limit(symbol, side, Near(symbol, side, -500, 4_000), Lots(symbol)) with
        {
            TimeInForce = isShort ? TimeInForce.GoodTillDate : TimeInForce.GoodTillCancelled,
            Flags = symbol != VenueMarkets.BtcSpot && random.Chance(0.1) ? OrderFlags.ReduceOnly : OrderFlags.None,
            Instructions = Drawn() with
            {
                Peg = new PegTerms((PegReference)random.NextInt64(1, 3), offset),
                ExpiresNs = isShort ? Expiry() : 0,
            },
        };
    }

    /// <summary>One of orders that cancel each other: it rests, takes, or waits.</summary>
    public PlaceOrder Leg(string symbol, Side side) => random.Next(5) switch
    {
        0 => Conditional(symbol, side),
        1 => Iceberg(symbol, side),
        2 => Pegged(symbol, side),
        _ => Limit(symbol, side, Near(symbol, side, -2_500, 700), Lots(symbol)),
    };

    public PlaceOrder Parent(string symbol, Side side) => random.Next(4) switch
    {
        0 => Conditional(symbol, side),
        1 => Iceberg(symbol, side),
        _ => Limit(symbol, side, Near(symbol, side, -1_500, 1_500), Lots(symbol)),
    };

    /// <summary>What closes a parent again: a stop and a take-profit, or an order that waits for the parent's end alone.</summary>
    public IEnumerable<PlaceOrder> Children(string symbol, Side side, long lots, LinkKind kind)
    {
        OrderFlags flags = random.Chance(0.7) ? OrderFlags.ReduceOnly : OrderFlags.None;
        if (kind == LinkKind.OneTriggersOther && random.Chance(0.5))
        {
            yield return Limit(symbol, side, Near(symbol, side, -1_500, 500), lots) with { Flags = flags };
            yield break;
        }

        foreach (TriggerKind trigger in new[] { TriggerKind.Stop, TriggerKind.TakeProfit, TriggerKind.TrailingStop })
        {
            if (random.Chance(trigger == TriggerKind.TrailingStop ? 0.2 : 0.8))
            {
                PlaceOrder child = trigger == TriggerKind.TrailingStop ? Trailing(symbol, side) : Stop(symbol, side, trigger);
                yield return child with { QuantityLots = lots, Flags = flags };
            }
        }
    }

    public ScaleOrder Scale(string symbol, Side side)
    {
        int orders = (int)random.NextInt64(2, 7);
        return new ScaleOrder(
            client.NextId(),
            symbol,
            side,
            random.Chance(0.3) ? OrderFlags.PostOnly : OrderFlags.None,
            Near(symbol, side, -500, 500),
            Near(symbol, side, -6_000, -1_000),
            orders,
            orders * Lots(symbol),
            random.Chance(0.5) ? ScaleSpacing.Linear : ScaleSpacing.Geometric,
            random.Chance(0.5) ? ScaleSpacing.Linear : ScaleSpacing.Geometric,
            random.NextInt64(200_000, 3_000_000),
            Deadline(),
            Instructions: random.Chance(0.5) ? Drawn() : null);
    }

    public MassCancelRequest MassCancel(string symbol) => new(
        client.NextId(),
        symbol,
        random.Next(3) switch { 0 => Side.Buy, 1 => Side.Sell, _ => 0 },
        random.Chance(0.5) ? random.NextInt64(1, Tags) : 0,
        Deadline());

    /// <summary>Another price, another quantity, or both; sometimes less than has traded.</summary>
    public AmendRequest Amendment(Operation target)
    {
        Side side = target.Order?.Side ?? target.Scale!.Side;
        long lots = target.Order?.QuantityLots ?? Lots(target.Symbol);
        long step = Step(target.Symbol);
        bool keepsPrice = random.Chance(0.5);
        long quantity = random.Next(8) switch
        {
            0 => VenueMarkets.MaximumLots,
            1 or 2 => 0,
            3 or 4 => lots + (random.NextInt64(1, 6) * step),
            _ => Math.Max(step, lots / step * random.NextInt64(1, 9) / 10 * step),
        };
        var amendment = new AmendRequest(
            client.NextId(),
            target.Symbol,
            random.Chance(0.5) && target.Kind == OperationKind.Place ? 0 : OrderIdOf(target),
            target.Id,
            keepsPrice && quantity != 0 ? 0 : Near(target.Symbol, side, -2_500, 700),
            quantity,
            Deadline());
        return target.Order is { Instructions.Trigger: { } trigger } order && random.Chance(0.8)
            ? OfWaiting(amendment, order, trigger)
            : amendment;
    }

    // What an order has that waits for a price.
    private AmendRequest OfWaiting(AmendRequest amendment, PlaceOrder order, TriggerTerms trigger)
    {
        amendment = amendment with { PriceUnits = order.Type == OrderType.Market ? 0 : amendment.PriceUnits };
        if (random.Chance(0.3) && (amendment.PriceUnits | amendment.QuantityLots) != 0)
        {
            return amendment;
        }

        if (trigger.Kind != TriggerKind.TrailingStop)
        {
            return amendment with { TriggerUnits = Trigger(order.Symbol, order.Side, trigger.Kind).PriceUnits };
        }

        bool isShare = random.Chance(0.5);
        return amendment with
        {
            TrailUnits = isShare ? 0 : Math.Max(VenueMarkets.TickUnits, Ticks(order.Symbol, random.NextInt64(100, 1_500))),
            TrailPpm = isShare ? random.NextInt64(100, 1_500) : 0,
        };
    }

    public CancelRequest Cancel(Operation target) => new(client.NextId(), target.Symbol, OrderIdOf(target), default, Deadline());

    public PlaceOrder OfBatch(string symbol, Side side) => (random.Next(5) switch
    {
        0 => Iceberg(symbol, side),
        1 => Immediate(symbol, side),
        2 => Conditional(symbol, side),
        3 => Pegged(symbol, side),
        _ => Limit(symbol, side, Near(symbol, side, -3_000, 1_000), Lots(symbol)),
    }) with
    { DeadlineNs = LatestNs };

    /// <summary>What is refused for its form, for the time, for what it names, or for the price that it waits for.</summary>
    public PlaceOrder Mistake(string symbol, Side side)
    {
        PlaceOrder order = Limit(symbol, side, Near(symbol, side, -2_000, 0), Lots(symbol));
        OrderInstructions drawn = Drawn();
        TriggerTerms reached = new(TriggerKind.Stop, TriggerPrice.Mark, Near(symbol, side, -9_000, -8_000), 0, 0, 0);
        return random.Next(6) switch
        {
            0 => order with { Instructions = drawn with { DisplayLots = 3 } },
            1 => order with { TimeInForce = TimeInForce.GoodTillDate, Instructions = drawn with { ExpiresNs = clock.NowNs() - Second } },
            2 => With(order, new LinkTerms(LinkKind.OneCancelsOther, new CommandKey(1, 1))),
            3 => order with { Instructions = drawn with { Trigger = reached } },
            4 => order with { Instructions = drawn with { Peg = new PegTerms(PegReference.Mid, 0), DisplayLots = VenueMarkets.StepLots } },
            _ => order with { Flags = OrderFlags.PostOnly | OrderFlags.PostOnlySlide },
        };
    }

    private static long OrderIdOf(Operation target) =>
        target.Answers.First(answer => answer.Order.OrderId != 0).Order.OrderId;

    private static long Step(string symbol) => VenueMarkets.StepLots * VenueMarkets.LotsPerBtcLot(symbol);

    private PlaceOrder Stop(string symbol, Side side, TriggerKind kind) => Limit(symbol, side, 0, Lots(symbol)) with
    {
        Type = OrderType.Market,
        TimeInForce = TimeInForce.ImmediateOrCancel,
        Instructions = new OrderInstructions(Trigger: Trigger(symbol, side, kind)),
    };

    private PlaceOrder Limit(string symbol, Side side, long priceUnits, long lots) => new(
        client.NextId(), symbol, side, OrderType.Limit, TimeInForce.GoodTillCancelled, OrderFlags.None, priceUnits, lots, Deadline());

    // A rule for its own orders, a tag, and sometimes the group that it shares with other accounts.
    private OrderInstructions Drawn() => new(
        SelfTrade: (SelfTradePolicy)random.Next(4),
        SelfTradeGroup: random.Chance(0.4) ? SharedGroup : 0,
        Tag: random.Chance(0.6) ? random.NextInt64(1, Tags) : 0);

    private TriggerKind DrawKind() => random.Chance(0.5) ? TriggerKind.Stop : TriggerKind.TakeProfit;

    private TriggerPrice DrawSource() => (TriggerPrice)random.Next(3);

    // A little beyond the present price, so that it is reached soon.
    private TriggerTerms Trigger(string symbol, Side side, TriggerKind kind)
    {
        bool rises = (kind == TriggerKind.TakeProfit) == (side == Side.Sell);
        long price = Near(symbol, rises ? Side.Buy : Side.Sell, 100, 1_800);
        return new TriggerTerms(kind, DrawSource(), price, 0, 0, 0);
    }

    // A price so many millionths beyond the outside price: into the other side if positive.
    private long Near(string symbol, Side side, long leastPpm, long mostPpm)
    {
        long distance = random.NextInt64(leastPpm, mostPpm) * (side == Side.Buy ? 1 : -1);
        return path.PriceUnits(symbol) / VenueMarkets.TickUnits * VenueMarkets.TickUnits + Ticks(symbol, distance);
    }

    private long Ticks(string symbol, long ppm) =>
        path.PriceUnits(symbol) * ppm / 1_000_000 / VenueMarkets.TickUnits * VenueMarkets.TickUnits;

    private long Lots(string symbol) => random.NextInt64(1, symbol == VenueMarkets.BtcSpot ? 6 : 50) * Step(symbol);

    private long Expiry() => clock.NowNs() + (random.NextInt64(300, 8_000) * 1_000_000);

    private long Deadline() => random.Chance(0.1) ? 0 : clock.NowNs() + (random.NextInt64(1_000, 9_000) * 1_000_000);
}
