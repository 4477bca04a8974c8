namespace OrleansMarkets.Client.Streams;

/// <summary>The latest ids that came by, so that each thing is given once although it may be fetched and streamed.</summary>
internal sealed class SeenIds(int capacity)
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Remembers an id and forgets the oldest. Whether it is new.</summary>
    public bool Add(string id)
    {
        if (!_ids.Add(id))
        {
            return false;
        }

        _order.Enqueue(id);
        if (_order.Count > capacity)
        {
            _ids.Remove(_order.Dequeue());
        }

        return true;
    }

    public bool Contains(string id) => _ids.Contains(id);
}
