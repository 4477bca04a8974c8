using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Lab.Mbo;

/// <summary>The matching engine under the feed's order ids.</summary>
internal sealed class MboBook
{
    private readonly OrderMatcher _matcher;
    private readonly TradeTape _tape;
    private readonly List<long> _names = [0];
    private readonly Dictionary<long, uint> _ids = [];
    private readonly Dictionary<long, MboOrder> _open = [];

    /// <summary>Makes an empty book.</summary>
    /// <param name="entries">Orders enter at most so often, aggressors and changed orders included.</param>
    public MboBook(int entries)
    {
        // Each trade ends its maker or its taker.
        _tape = new TradeTape(2 * entries);
        _matcher = new OrderMatcher(1, entries, _tape, PriceWindow.Default);
    }

    /// <summary>The resting orders.</summary>
    public IReadOnlyDictionary<long, MboOrder> Open => _open;

    /// <summary>Enters an order.</summary>
    /// <returns>What it hit, in order.</returns>
    public List<MboFill> Enter(long orderId, in MboOrder order, EntryRule rule)
    {
        OrderCommand command = Command(OrderCommandKind.New, order);
        command.Rule = rule;
        command.OrderId = NextId(orderId);
        return Enter(command, orderId, order, command.OrderId);
    }

    /// <summary>Gives an order another price or more lots; it goes behind all of its price.</summary>
    /// <returns>What it hit, in order.</returns>
    public List<MboFill> Replace(long orderId, in MboOrder order)
    {
        OrderCommand command = Command(OrderCommandKind.Replace, order);
        command.OrderId = _ids[orderId];
        command.NewOrderId = NextId(orderId);
        _open.Remove(orderId);
        return Enter(command, orderId, order, command.NewOrderId);
    }

    /// <summary>Gives an order fewer lots; it keeps its place.</summary>
    public void Reduce(long orderId, in MboOrder order)
    {
        OrderCommand command = Command(OrderCommandKind.Reduce, order);
        command.OrderId = _ids[orderId];
        Execute(command);
        _open[orderId] = order;
    }

    /// <summary>Removes an order.</summary>
    public void Cancel(long orderId)
    {
        Execute(new OrderCommand { Kind = OrderCommandKind.Cancel, OrderId = _ids[orderId] });
        _open.Remove(orderId);
    }

    private static OrderCommand Command(OrderCommandKind kind, in MboOrder order) => new()
    {
        Kind = kind,
        SideIndex = (byte)(order.Side == Side.Buy ? 0 : 1),
        PriceUnits = order.PriceUnits,
        Lots = order.Lots,
    };

    private uint NextId(long orderId)
    {
        _names.Add(orderId);
        return (uint)_names.Count - 1;
    }

    private List<MboFill> Enter(in OrderCommand command, long orderId, in MboOrder order, uint id)
    {
        int before = _tape.Count;
        OrderOutcome outcome = Execute(command);
        List<MboFill> fills = [];
        foreach (OrderTrade trade in _tape.Trades[before..])
        {
            fills.Add(new MboFill(_names[(int)trade.MakerId], trade.Lots));
            Take(fills[^1]);
        }

        if (outcome == OrderOutcome.Rested)
        {
            _ids[orderId] = id;
            _open[orderId] = order with { Lots = order.Lots - (uint)fills.Sum(fill => fill.Lots) };
        }

        return fills;
    }

    private OrderOutcome Execute(in OrderCommand command)
    {
        Span<OrderOutcome> outcome = stackalloc OrderOutcome[1];
        _matcher.Execute([command], outcome);
        return outcome[0];
    }

    private void Take(MboFill fill)
    {
        MboOrder order = _open[fill.OrderId];
        if (order.Lots == fill.Lots)
        {
            _open.Remove(fill.OrderId);
        }
        else
        {
            _open[fill.OrderId] = order with { Lots = order.Lots - (uint)fill.Lots };
        }
    }
}
