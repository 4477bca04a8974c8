namespace OrleansMarkets.Simulation.Evidence;

/// <summary>An account in one market as the events tell it: nothing but additions.</summary>
internal sealed class NaiveRow
{
    public long SizeLots { get; set; }

    public long CashQuanta { get; set; }

    public long FundingIndex { get; set; }

    public long FundingPayments { get; set; }
}
