using OrleansMarkets.MarketData.Images;

namespace OrleansMarkets.MarketData.Replicas;

/// <summary>What a replica knows of one account in its market.</summary>
/// <param name="account">The account.</param>
internal sealed class AccountFold(long account)
{
    /// <summary>Resting orders by order id, which is the order of their entry.</summary>
    public SortedDictionary<long, OrderEntry> Open { get; } = [];

    /// <summary>Orders that will not change any more.</summary>
    public BoundedHistories<OrderImage>.History Final { get; } = new();

    /// <summary>Executions and payments.</summary>
    public BoundedHistories<Execution>.History Executions { get; } = new();

    /// <summary>Sums over everything.</summary>
    public AccountTotals Totals { get; private set; } = default(AccountTotals) with { Account = account };

    /// <summary>Takes one side of a trade.</summary>
    /// <param name="lots">Lots bought, negative when sold.</param>
    /// <param name="costDeltaQuanta">Change of the cost basis.</param>
    /// <param name="realisedQuanta">Profit realised.</param>
    /// <param name="feeQuanta">Fee paid.</param>
    /// <returns>Lots that closed a position.</returns>
    public long Trade(long lots, long costDeltaQuanta, long realisedQuanta, long feeQuanta)
    {
        long size = Totals.SizeLots;
        bool closes = size != 0 && (size > 0) != (lots > 0);
        Totals = Totals with
        {
            SizeLots = size + lots,
            CostBasisQuanta = Totals.CostBasisQuanta + costDeltaQuanta,
            TradedLots = Totals.TradedLots + Math.Abs(lots),
            RealisedQuanta = Totals.RealisedQuanta + realisedQuanta,
            FeesQuanta = Totals.FeesQuanta + feeQuanta,
        };
        return closes ? Math.Min(Math.Abs(size), Math.Abs(lots)) : 0;
    }

    /// <summary>Takes a fee outside of a trade.</summary>
    public void Charge(long feeQuanta) => Totals = Totals with { FeesQuanta = Totals.FeesQuanta + feeQuanta };

    /// <summary>Takes a payment of funding.</summary>
    public void Fund(long amountQuanta) => Totals = Totals with { FundingQuanta = Totals.FundingQuanta + amountQuanta };
}
