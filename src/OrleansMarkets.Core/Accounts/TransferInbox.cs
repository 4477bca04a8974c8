namespace OrleansMarkets.Core.Accounts;

/// <summary>
/// Which transfers of one sender are booked: everything up to a number, and single numbers above it. Numbers are dense and the sender has a
/// bounded number of open ones, so the memory of all transfers there ever were stays bounded.
/// </summary>
internal sealed class TransferInbox
{
    private readonly SortedSet<long> _above = [];

    /// <summary>Everything up to this number is booked.</summary>
    public long Through { get; private set; }

    /// <summary>Single numbers booked beyond it, rising.</summary>
    public IReadOnlyCollection<long> Above => _above;

    /// <summary>Whether the number is booked.</summary>
    public bool Contains(long number) => number <= Through || _above.Contains(number);

    /// <summary>Whether the number can be new: no further beyond the contiguous part than a sender has open transfers.</summary>
    public bool IsPlausible(long number) => number > 0 && number - Through <= AccountLimits.MaximumOpenTransfers;

    /// <summary>Books a number.</summary>
    public void Add(long number)
    {
        _above.Add(number);
        while (_above.Remove(Through + 1))
        {
            Through++;
        }
    }

    /// <summary>Restores the contiguous part from a snapshot.</summary>
    public void Restore(long through) => Through = through;
}
