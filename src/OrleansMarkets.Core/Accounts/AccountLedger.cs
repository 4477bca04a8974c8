using OrleansMarkets.Core.Clearing;

namespace OrleansMarkets.Core.Accounts;

/// <summary>The balances of one account log, by asset and bucket. Per asset they sum to zero after every record.</summary>
internal sealed class AccountLedger
{
    private readonly SortedDictionary<string, long[]> _assets = new(StringComparer.Ordinal);

    /// <summary>Asset codes in rising order, each with its buckets by number.</summary>
    public IReadOnlyDictionary<string, long[]> Assets => _assets;

    /// <summary>Slots of one asset: bucket numbers begin at 1.</summary>
    public static int Slots => (int)LedgerBucket.Rounding + 1;

    /// <summary>A balance, quanta; zero for an asset that was never posted.</summary>
    public long Get(string asset, LedgerBucket bucket) => _assets.TryGetValue(asset, out long[]? slots) ? slots[(int)bucket] : 0;

    /// <summary>Whether one more asset fits.</summary>
    public bool Accepts(string asset) => _assets.Count < AccountLimits.MaximumAssets || _assets.ContainsKey(asset);

    /// <summary>Adds to a balance.</summary>
    /// <exception cref="OverflowException">The balance does not fit in 64 bits.</exception>
    public void Post(string asset, LedgerBucket bucket, long amountQuanta)
    {
        if (!_assets.TryGetValue(asset, out long[]? slots))
        {
            slots = new long[Slots];
            _assets.Add(asset, slots);
        }

        slots[(int)bucket] = checked(slots[(int)bucket] + amountQuanta);
    }

    /// <summary>Asserts that every asset sums to zero.</summary>
    /// <exception cref="InvariantViolationException">One does not.</exception>
    public void AssertBalanced()
    {
        foreach ((string asset, long[] slots) in _assets)
        {
            Int128 sum = 0;
            foreach (long slot in slots)
            {
                sum += slot;
            }

            if (sum != 0)
            {
                throw new InvariantViolationException($"The account log's {asset} sums to {sum}, not zero.");
            }
        }
    }
}
