using OrleansMarkets.Contracts.Keepers;

namespace OrleansMarkets.Grains.Keepers;

/// <summary>
/// The risk vectors of a shard's accounts and their evaluation. Accounts have slots, markets have columns; both only grow, so an
/// account that went flat keeps its slot and with it the version below which reports are old.
/// </summary>
internal sealed class ShardRisk
{
    private readonly Dictionary<long, int> _slots = [];
    private readonly Dictionary<string, int> _columnOf = new(StringComparer.Ordinal);
    private readonly List<MarketColumn> _columns = [];
    private readonly List<long> _accounts = [];
    private readonly List<long> _collateral = [];
    private readonly List<(long Epoch, long Version)> _versions = [];
    private readonly List<PositionPlace[]> _places = [];
    private readonly RiskSums _sums = new();

    /// <summary>Markets in the order in which they were met; a column's number is its place.</summary>
    public IReadOnlyList<MarketColumn> Columns => _columns;

    /// <summary>Number of accounts known.</summary>
    public int Count => _accounts.Count;

    /// <summary>Whether a vector changed since the last evaluation.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>The account of a slot.</summary>
    public long AccountAt(int slot) => _accounts[slot];

    /// <summary>The slot of an account, −1 when it is not known.</summary>
    public int SlotOf(long account) => _slots.GetValueOrDefault(account, -1);

    /// <summary>The sums of a slot as of the last evaluation.</summary>
    public SlotRisk RiskAt(int slot) => _sums[slot];

    /// <summary>The markets in which a slot has a position.</summary>
    public IEnumerable<string> MarketsAt(int slot) => _places[slot].Select(place => _columns[place.Column].Symbol);

    /// <summary>The column of a market, made when it is new.</summary>
    public MarketColumn Column(string symbol) => _columns[ColumnOf(symbol)];

    /// <summary>Takes a vector unless one of the same or a later version is known.</summary>
    /// <returns>Whether it was taken.</returns>
    public bool Set(RiskVector vector)
    {
        (long Epoch, long Version) version = (vector.Epoch, vector.Version);
        if (_slots.TryGetValue(vector.Account, out int slot))
        {
            if (version.CompareTo(_versions[slot]) <= 0)
            {
                return false;
            }

            Clear(slot);
        }
        else
        {
            slot = AddSlot(vector.Account);
        }

        _versions[slot] = version;
        _collateral[slot] = vector.CollateralQuanta;
        PositionPlace[] places = vector.Positions.IsDefaultOrEmpty ? [] : new PositionPlace[vector.Positions.Length];
        _places[slot] = places;
        for (int i = 0; i < places.Length; i++)
        {
            int column = ColumnOf(vector.Positions[i].Symbol);
            places[i] = new PositionPlace(column, _columns[column].Add(slot, vector.Positions[i]));
        }

        HasChanged = true;
        return true;
    }

    /// <summary>Evaluates all accounts at the columns' prices.</summary>
    /// <param name="below">Receives the slots of accounts below maintenance margin, in the order of slots.</param>
    public void Evaluate(List<int> below)
    {
        _sums.Begin(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_collateral));
        foreach (MarketColumn column in _columns)
        {
            column.AddTo(_sums);
        }

        below.Clear();
        for (int slot = 0; slot < _accounts.Count; slot++)
        {
            if (_sums[slot].IsBelowMaintenance)
            {
                below.Add(slot);
            }
        }

        HasChanged = false;
    }

    private int AddSlot(long account)
    {
        int slot = _accounts.Count;
        _slots.Add(account, slot);
        _accounts.Add(account);
        _collateral.Add(0);
        _versions.Add(default);
        _places.Add([]);
        return slot;
    }

    private void Clear(int slot)
    {
        PositionPlace[] places = _places[slot];
        for (int i = 0; i < places.Length; i++)
        {
            (int column, int place) = places[i];
            int last = _columns[column].Count - 1;
            int moved = _columns[column].RemoveAt(place);
            if (moved >= 0)
            {
                PositionPlace[] others = _places[moved];
                others[Array.IndexOf(others, new PositionPlace(column, last))] = new PositionPlace(column, place);
            }
        }

        _places[slot] = [];
    }

    private int ColumnOf(string symbol)
    {
        if (!_columnOf.TryGetValue(symbol, out int column))
        {
            column = _columns.Count;
            _columnOf.Add(symbol, column);
            _columns.Add(new MarketColumn(symbol));
        }

        return column;
    }
}
