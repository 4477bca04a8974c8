using System.Collections.Immutable;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Keepers;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Funding;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Grains.Markets;
using OrleansMarkets.Grains.OrderBooks;

namespace OrleansMarkets.Grains.CrossMargin;

/// <summary>What an account says about its risk: the numbers its own decisions use.</summary>
internal static class RiskReports
{
    /// <summary>
    /// Shortest time between two reports of an account to its keeper: well below the keeper's own scan period, and far above the time
    /// between two orders.
    /// </summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>The whole profile at present prices.</summary>
    public static RiskReport Of(MarginAccount account, PriceView prices)
    {
        AccountRisk risk = account.Risk(prices, ValuationPurpose.NewRisk);
        return new RiskReport(
            account.Number,
            Phase(account),
            risk.EquityQuanta,
            risk.RequirementQuanta,
            risk.MaintenanceQuanta,
            risk.WithdrawableQuanta,
            Balances(account, prices),
            Positions(account, prices));
    }

    /// <summary>What a keeper needs to watch the account.</summary>
    public static RiskVector Vector(MarginAccount account, long version)
    {
        ImmutableArray<RiskVectorPosition>.Builder positions = ImmutableArray.CreateBuilder<RiskVectorPosition>();
        foreach (MarketStake stake in account.Stakes)
        {
            ClearingRow row = stake.Calls.Row;
            if (row.SizeLots != 0 || row.QuoteQuanta != 0)
            {
                positions.Add(
                    new RiskVectorPosition(stake.Symbol, row.SizeLots, row.QuoteQuanta, row.CostBasisQuanta, row.FundingIndex));
            }
        }

        long collateral = (long)AccountRisk.Collateral(account.Collateral());
        return new RiskVector(account.Number, account.Epoch, version, collateral, positions.ToImmutable());
    }

    private static AccountPhase Phase(MarginAccount account) =>
        account.State.Episode is not null ? AccountPhase.Liquidating : account.IsRecovering ? AccountPhase.Recovering : AccountPhase.Active;

    private static ImmutableArray<BalanceLine> Balances(MarginAccount account, PriceView prices)
    {
        SortedDictionary<string, long> cleared = new(StringComparer.Ordinal);
        foreach (string asset in account.State.Assets)
        {
            cleared[asset] = 0;
        }

        foreach (MarketStake stake in account.Stakes)
        {
            MarketExposure exposure = stake.Exposure(prices);
            ClearingRow row = exposure.Row;
            MarketSpec spec = exposure.Spec;
            long funding = FundingIndex.Payment(row.SizeLots, row.FundingIndex, exposure.View.FundingIndex);
            if (spec.Kind == MarketKind.Spot)
            {
                cleared[spec.QuoteAsset] = cleared.GetValueOrDefault(spec.QuoteAsset) + row.QuoteQuanta;
                cleared[spec.BaseAsset] = cleared.GetValueOrDefault(spec.BaseAsset) + (row.SizeLots * spec.BaseQuantaPerLot);
            }
            else
            {
                // Settled cash: what the position cost is not spent, it is owed at its entry price.
                cleared[spec.QuoteAsset] = cleared.GetValueOrDefault(spec.QuoteAsset) + row.QuoteQuanta + row.CostBasisQuanta + funding;
            }
        }

        return [.. cleared.Select(line => new BalanceLine(line.Key, account.State.SafeBalance(line.Key), line.Value))];
    }

    private static ImmutableArray<PositionLine> Positions(MarginAccount account, PriceView prices)
    {
        ImmutableArray<PositionLine>.Builder lines = ImmutableArray.CreateBuilder<PositionLine>();
        Span<MarketExposure> exposures = account.Exposures(prices);
        ReadOnlySpan<CollateralBalance> collateral = account.Collateral();
        for (int i = 0; i < exposures.Length; i++)
        {
            MarketExposure exposure = exposures[i];
            MarketRisk part = MarketRisk.Evaluate(exposure, ValuationPurpose.Liquidation);
            lines.Add(new PositionLine(
                exposure.Spec.Symbol,
                exposure.Row.ToContract(),
                exposure.View.MarkUnits,
                (long)part.UnrealisedPnlQuanta,
                (long)part.InitialQuanta,
                (long)part.MaintenanceQuanta,
                LiquidationPrice.Find(collateral, exposures, i) ?? 0));
        }

        return lines.ToImmutable();
    }
}
