namespace OrleansMarkets.Simulation.Reach;

/// <summary>How often each rare branch was reached.</summary>
internal sealed class ReachCounters
{
    private readonly long[] _counts = new long[Enum.GetValues<Branch>().Length];

    public long this[Branch branch] => _counts[(int)branch];

    public void Add(Branch branch, long count = 1) => _counts[(int)branch] += count;

    public void Add(ReachCounters other)
    {
        for (int i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }
    }

    public IEnumerable<Branch> NeverReached() => Enum.GetValues<Branch>().Where(branch => this[branch] == 0);

    public override string ToString() =>
        string.Join(Environment.NewLine, Enum.GetValues<Branch>().Select(branch => $"  {branch,-32}{this[branch],10}"));
}
