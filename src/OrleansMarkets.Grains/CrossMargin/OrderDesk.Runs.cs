using System.Collections.Immutable;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Markets;

namespace OrleansMarkets.Grains.CrossMargin;

/// <content>
/// Orders that risk admits together or not at all: those of a scale order, an order with its take-profit and stop-loss.
/// </content>
internal sealed partial class OrderDesk
{
    // The first refusal when each order of a run is valued with all before it; Ok if there is none.
    private ResultCode JudgeRun(ImmutableArray<BatchItem> items, int first, PriceView view, long now)
    {
        if (!account.TryGetStake(SymbolOf(items[first]), out MarketStake? stake))
        {
            return ResultCode.InvalidRequest;
        }

        Span<MarketExposure> exposures = account.Exposures(view);
        int index = account.IndexOf(stake);
        ReadOnlySpan<CollateralBalance> collateral = account.Collateral();
        Int128 soldBaseQuanta = 0;
        for (int at = first; at < items.Length && (at == first || items[at - 1].WithNext); at++)
        {
            PlaceOrder order = _groups.Resolve(items[at].Place!);
            if (!IsWellFormed(order, now))
            {
                return ResultCode.InvalidRequest;
            }

            OrderTerms terms = OrderPricing.TermsOf(order, collateral, exposures, exposures[index]);
            (ResultCode verdict, long reserve) = Judge(order, stake, terms, collateral, exposures, index, soldBaseQuanta);
            if (verdict != ResultCode.Ok)
            {
                return verdict;
            }

            exposures[index] = exposures[index].WithOrder(terms, reserve);
            soldBaseQuanta += order.Side == Side.Sell ? (Int128)terms.QuantityLots * stake.Market.Spec.BaseQuantaPerLot : 0;
        }

        return ResultCode.Ok;
    }
}
