using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Benchmarks.Load;

/// <summary>How orders ended: a benchmark of refusals would measure nothing.</summary>
internal sealed class OrderTally
{
    private readonly long[] _counts = new long[ushort.MaxValue + 1];

    public void Count(ResultCode code) => Interlocked.Increment(ref _counts[(ushort)code]);

    /// <summary>Codes and their shares, the commonest first.</summary>
    public string Describe()
    {
        long total = Math.Max(1, _counts.Sum());
        return string.Join(", ", _counts.Select((count, code) => (count, code)).Where(each => each.count > 0)
            .OrderByDescending(each => each.count)
            .Select(each => FormattableString.Invariant($"{(ResultCode)each.code} {100.0 * each.count / total:0.00} %")));
    }
}
