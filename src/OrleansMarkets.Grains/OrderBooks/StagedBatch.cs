using OrleansMarkets.Contracts.CrossMargin;

namespace OrleansMarkets.Grains.OrderBooks;

/// <summary>
/// What leaves a book when one batch of its log is durable: the latest row of each touched account and the market's price.
/// </summary>
/// <param name="ticket">Completes when the batch is durable.</param>
internal sealed class StagedBatch(Task ticket)
{
    private readonly Dictionary<long, int> _places = [];
    private readonly List<RowPush> _rows = [];

    /// <summary>Completes when the batch is durable.</summary>
    public Task Ticket => ticket;

    /// <summary>Whether somebody already waits to release it.</summary>
    public bool IsAwaited { get; set; }

    /// <summary>The market's price after the last step of the batch.</summary>
    public PriceNews Price { get; set; }

    /// <summary>The rows, in the order of their accounts' first change.</summary>
    public IReadOnlyList<RowPush> Rows => _rows;

    /// <summary>Takes a row; a later one of the same account replaces the earlier.</summary>
    public void Add(in RowPush row)
    {
        if (_places.TryGetValue(row.Row.Account, out int place))
        {
            _rows[place] = row;
            return;
        }

        _places.Add(row.Row.Account, _rows.Count);
        _rows.Add(row);
    }
}
