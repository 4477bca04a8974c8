using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Grains.Markets;

namespace OrleansMarkets.Grains.CrossMargin;

/// <summary>What may leave an account.</summary>
internal static class Withdrawals
{
    /// <summary>
    /// What may leave of an asset: of the settlement asset what the requirement does not need and what is not unrealised; of another
    /// asset what its balance holds and no sell order has been promised, because it carries no margin.
    /// </summary>
    public static long Available(MarginAccount account, AssetTable assets, PriceView prices, string asset)
    {
        if (asset == assets.Settlement.Code)
        {
            return account.Risk(prices, ValuationPurpose.NewRisk).WithdrawableQuanta;
        }

        foreach (MarketStake stake in account.Stakes)
        {
            if (stake.Market.Spec.Kind == MarketKind.Spot && stake.Market.Spec.BaseAsset == asset)
            {
                return account.FreeBaseQuanta(stake);
            }
        }

        return Math.Max(0, account.State.SafeBalance(asset));
    }
}
