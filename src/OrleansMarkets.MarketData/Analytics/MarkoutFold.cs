using System.Collections.Immutable;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.MarketData.Analytics;

/// <summary>
/// Measures every fill again at each horizon. The reference at a time is that of the book after the last record not later, so it is known
/// when the next record comes. Fills wait in one queue; each horizon has its own place in it.
/// </summary>
/// <param name="mostPending">Fills that wait at most; a further one is not measured.</param>
/// <param name="mostAccounts">Accounts measured at most.</param>
internal sealed class MarkoutFold(int mostPending, int mostAccounts)
{
    /// <summary>After how long a fill is measured, nanoseconds; rising.</summary>
    public static readonly ImmutableArray<long> HorizonsNs = [1_000_000_000, 10_000_000_000, 60_000_000_000];

    private readonly List<MarkoutFill> _pending = [];
    private readonly int[] _measured = new int[HorizonsNs.Length];
    private readonly Dictionary<long, Sum[]> _accounts = [];

    /// <summary>Takes a fill; times never go back.</summary>
    public void Add(in MarkoutFill fill)
    {
        if (_pending.Count < mostPending && (_accounts.ContainsKey(fill.Account) || _accounts.Count < mostAccounts))
        {
            _accounts.TryAdd(fill.Account, new Sum[2 * HorizonsNs.Length]);
            _pending.Add(fill);
        }
    }

    /// <summary>Whether a fill is to be measured before a time.</summary>
    public bool IsDueBefore(long timeNs)
    {
        for (int horizon = 0; horizon < HorizonsNs.Length; horizon++)
        {
            if (IsDueBefore(horizon, timeNs))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Measures what is due before a time.</summary>
    /// <param name="timeNs">The time.</param>
    /// <param name="doubledReferenceUnits">Twice the reference until then, price units; null for none: such fills are not counted.</param>
    /// <param name="quantaPerUnitLot">Quote quanta of one unit times one lot.</param>
    public void Measure(long timeNs, long? doubledReferenceUnits, long quantaPerUnitLot)
    {
        for (int horizon = 0; horizon < HorizonsNs.Length; horizon++)
        {
            for (; IsDueBefore(horizon, timeNs); _measured[horizon]++)
            {
                if (doubledReferenceUnits is { } doubled)
                {
                    Count(horizon, _pending[_measured[horizon]], doubled, quantaPerUnitLot);
                }
            }
        }

        // What every horizon has measured leaves in runs, so that removal costs little for each fill.
        int done = _measured[^1];
        if (done > _pending.Count / 2)
        {
            _pending.RemoveRange(0, done);
            foreach (ref int measured in _measured.AsSpan())
            {
                measured -= done;
            }
        }
    }

    /// <summary>The sums of an account: makers' first, by horizon.</summary>
    public ImmutableArray<Markout> Read(long account)
    {
        Sum[] sums = _accounts.GetValueOrDefault(account) ?? new Sum[2 * HorizonsNs.Length];
        return
        [
            .. from isMaker in new[] { true, false }
               from horizon in Enumerable.Range(0, HorizonsNs.Length)
               let sum = sums[PlaceOf(horizon, isMaker)]
               select new Markout(
                   HorizonsNs[horizon],
                   isMaker,
                   sum.Fills,
                   sum.Lots,
                   sum.NotionalQuanta,
                   IntegerMath.Divide(sum.DoubledQuanta, 2, RoundingDirection.HalfEven)),
        ];
    }

    private static int PlaceOf(int horizon, bool isMaker) => (2 * horizon) + (isMaker ? 1 : 0);

    private bool IsDueBefore(int horizon, long timeNs) =>
        _measured[horizon] < _pending.Count && _pending[_measured[horizon]].TimeNs + HorizonsNs[horizon] < timeNs;

    private void Count(int horizon, in MarkoutFill fill, long doubledReferenceUnits, long quantaPerUnitLot)
    {
        Int128 doubled = ((Int128)doubledReferenceUnits - (2 * (Int128)fill.PriceUnits)) * fill.Lots * quantaPerUnitLot;
        ref Sum sum = ref _accounts[fill.Account][PlaceOf(horizon, fill.IsMaker)];
        sum.Fills++;
        sum.Lots += fill.Lots;
        sum.NotionalQuanta += fill.NotionalQuanta;
        sum.DoubledQuanta += fill.Side == Side.Buy ? doubled : -doubled;
    }

    private struct Sum
    {
        public long Fills;
        public long Lots;
        public Int128 NotionalQuanta;
        public Int128 DoubledQuanta;
    }
}
