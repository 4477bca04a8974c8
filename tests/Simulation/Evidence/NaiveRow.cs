namespace OrleansMarkets.Simulation.Evidence;

/// <summary>An account in one market as the events tell it: nothing but additions.</summary>
internal sealed class NaiveRow
{
    private readonly HashSet<long> _sizesLots = [];
    private long _sizeLots;

    public long SizeLots
    {
        get => _sizeLots;
        set
        {
            _sizeLots = value;
            _sizesLots.Add(value);
        }
    }

    /// <summary>Every size that it ever had.</summary>
    public IReadOnlySet<long> SizesLots => _sizesLots;

    public long CashQuanta { get; set; }

    public long FundingIndex { get; set; }

    public long FundingPayments { get; set; }
}
