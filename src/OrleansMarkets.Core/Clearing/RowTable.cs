using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <summary>
/// The rows of a market: an array with a dense index per account, and which of them the present step has changed. All changes of size and
/// cash pass through here, so that the sums over all rows are known after every step.
/// </summary>
internal sealed class RowTable
{
    internal const int None = -1;
    internal const int InitialRows = 256;

    // Row numbers plus one.
    private readonly SlotMap _index = new();
    private LedgerRow[] _rows = new LedgerRow[InitialRows];
    private long[] _touchedAccounts = new long[64];
    private int[] _touchedRows = new int[64];
    private int _touched;
    private long _step;

    /// <summary>Index of the row that takes the fees: every trade changes it.</summary>
    public int Fees { get; private set; } = None;

    /// <summary>Number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>Sum of all sizes: zero after every step.</summary>
    public long TotalSizeLots { get; private set; }

    /// <summary>Sum of all cleared cash: zero after every step.</summary>
    public long TotalQuoteQuanta { get; private set; }

    /// <summary>Accounts changed in the present step.</summary>
    public ReadOnlySpan<long> TouchedAccounts => _touchedAccounts.AsSpan(0, _touched);

    /// <summary>Rows changed in the present step.</summary>
    public ReadOnlySpan<int> TouchedRows => _touchedRows.AsSpan(0, _touched);

    /// <summary>The row at an index.</summary>
    public ref LedgerRow this[int index] => ref _rows[index];

    /// <summary>Index of an account's row; −1 if it has none.</summary>
    public int Find(long account) => _index.Find(account) - 1;

    /// <summary>Index of an account's row, made if it has none.</summary>
    /// <param name="account">The account.</param>
    /// <param name="fundingIndex">The present funding index: a new row owes nothing from before.</param>
    public int FindOrAdd(long account, long fundingIndex)
    {
        int index = Find(account);
        if (index != None)
        {
            return index;
        }

        if (Count == _rows.Length)
        {
            Array.Resize(ref _rows, 2 * _rows.Length);
        }

        index = Count++;
        _rows[index] = new LedgerRow { Account = account, FundingIndex = fundingIndex };
        _index.Add(account, index + 1);
        if (account == WellKnownAccounts.Fees)
        {
            Fees = index;
        }

        return index;
    }

    /// <summary>Begins a step: nothing is touched yet.</summary>
    public void BeginStep(long sequence)
    {
        _step = sequence;
        _touched = 0;
    }

    /// <summary>Notes that the present step changes a row; the first change raises its account sequence.</summary>
    public ref LedgerRow Touch(int index)
    {
        ref LedgerRow row = ref _rows[index];
        if (row.TouchedSequence != _step)
        {
            row.TouchedSequence = _step;
            row.AccountSequence++;
            NoteTouched(row.Account, index);
        }

        return ref row;
    }

    /// <summary>Changes a size and the sum of sizes.</summary>
    public void AddSize(ref LedgerRow row, long lots)
    {
        row.SizeLots += lots;
        TotalSizeLots += lots;
    }

    /// <summary>Changes cleared cash and the sum of it.</summary>
    public void AddQuote(ref LedgerRow row, long quanta)
    {
        row.QuoteQuanta += quanta;
        TotalQuoteQuanta += quanta;
    }

    /// <summary>Row indices in the order of account numbers.</summary>
    public int[] IndicesByAccount()
    {
        long[] accounts = new long[Count];
        int[] indices = new int[Count];
        for (int index = 0; index < Count; index++)
        {
            accounts[index] = _rows[index].Account;
            indices[index] = index;
        }

        Array.Sort(accounts, indices);
        return indices;
    }

    private void NoteTouched(long account, int index)
    {
        if (_touched == _touchedRows.Length)
        {
            Array.Resize(ref _touchedRows, 2 * _touched);
            Array.Resize(ref _touchedAccounts, 2 * _touched);
        }

        _touchedAccounts[_touched] = account;
        _touchedRows[_touched++] = index;
    }
}
