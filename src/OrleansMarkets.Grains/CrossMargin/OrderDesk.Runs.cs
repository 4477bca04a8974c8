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
    // Whether something has to be known before a command can be decided at all.
    private static bool MustAskFirst(BatchItem item) => item.Amend is not null || item.WithNext || NamesGroup(item);

    private static bool NamesGroup(BatchItem item) => SelfTradeGroups.IsNamed(item.Place?.Instructions);

    // What belongs together is orders of one market.
    private static bool AreRunsSound(ImmutableArray<BatchItem> items)
    {
        for (int at = 0; at < items.Length; at++)
        {
            bool isLast = at == items.Length - 1;
            if (items[at].WithNext && (isLast || items[at].Place is not { } order || items[at + 1].Place?.Symbol != order.Symbol))
            {
                return false;
            }
        }

        return true;
    }

    // Orders that belong together cannot go one by one when their market is known: it is joined first. What stays unknown is refused.
    private async Task JoinForRuns(ImmutableArray<BatchItem> items)
    {
        foreach (string symbol in items.Where(item => item.WithNext).Select(SymbolOf).Distinct(StringComparer.Ordinal))
        {
            (ResultCode code, MarketStake? stake) = await Join(symbol);
            PriceView view = await prices.GetAsync(grains);
            if (code == ResultCode.Ok && HasNewerRules(stake!, view))
            {
                await Refresh(stake!, stake!.ParametersVersion(view));
            }
        }
    }

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
