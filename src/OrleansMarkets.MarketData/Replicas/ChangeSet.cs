using System.Collections.Immutable;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.MarketData.Books;
using OrleansMarkets.MarketData.Images;

namespace OrleansMarkets.MarketData.Replicas;

/// <summary>Collects what a run of records changes, if anybody listens.</summary>
internal sealed class ChangeSet
{
    private readonly HashSet<(Side Side, long PriceUnits)> _levels = [];
    private readonly List<PublicTrade> _trades = [];
    private readonly Dictionary<long, OrderEntry> _orders = [];
    private readonly List<OrderChange> _book = [];
    private readonly List<Execution> _executions = [];
    private bool _isListening;
    private bool _isStatusChanged;

    /// <summary>Begins a run.</summary>
    /// <param name="isListening">Whether anybody will take it.</param>
    public void Begin(bool isListening)
    {
        _isListening = isListening;
        _isStatusChanged = false;
        _levels.Clear();
        _trades.Clear();
        _orders.Clear();
        _book.Clear();
        _executions.Clear();
    }

    /// <summary>A level changed.</summary>
    public void Level(Side side, long priceUnits)
    {
        if (_isListening)
        {
            _levels.Add((side, priceUnits));
        }
    }

    /// <summary>A trade happened.</summary>
    public void Trade(in PublicTrade trade)
    {
        if (_isListening)
        {
            _trades.Add(trade);
        }
    }

    /// <summary>An order changed.</summary>
    public void Order(OrderEntry order)
    {
        if (_isListening)
        {
            _orders.TryAdd(order.OrderId, order);
        }
    }

    /// <summary>A resting order changed.</summary>
    public void Book(OrderChangeKind kind, OrderEntry order)
    {
        if (_isListening)
        {
            _book.Add(new OrderChange(kind, order.Public()));
        }
    }

    /// <summary>An account has an execution.</summary>
    public void Execution(Execution execution)
    {
        if (_isListening)
        {
            _executions.Add(execution);
        }
    }

    /// <summary>Phase, prices or funding changed.</summary>
    public void Status() => _isStatusChanged = true;

    /// <summary>The run as an update, or null when nobody listens.</summary>
    public MarketUpdate? End(ReplicaState state, long firstSequence)
    {
        if (!_isListening)
        {
            return null;
        }

        ImmutableArray<DepthChange>.Builder depth = ImmutableArray.CreateBuilder<DepthChange>(_levels.Count);
        foreach ((Side side, long priceUnits) in _levels)
        {
            DepthLevel level = state.LevelAt(side, priceUnits);
            depth.Add(new DepthChange(side, priceUnits, level.Lots, level.Orders));
        }

        return new MarketUpdate(
            state.Symbol,
            firstSequence,
            state.Sequence,
            state.TimeNs,
            depth.MoveToImmutable(),
            [.. _book],
            [.. _trades],
            [.. _orders.Values.Select(order => order.Image())],
            [.. _executions],
            [.. TouchedAccounts().Select(state.TotalsOf)],
            _isStatusChanged ? state.ReadStatus() : null);
    }

    private IEnumerable<long> TouchedAccounts() =>
        _orders.Values.Select(order => order.Account).Concat(_executions.Select(execution => execution.Account)).Distinct();
}
