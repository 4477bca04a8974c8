using System.Runtime.CompilerServices;
using OrleansMarkets.Core.Liquidation;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Margin;

/// <summary>
/// <see cref="OrderAdmission"/> for what nearly every order is: one that enters a perpetual with a fresh mark at once and may open risk,
/// with amounts that leave enough of 64 bits free. It gives the same verdict and reserve, and no other number, in a fraction of the time.
/// </summary>
internal static class NarrowAdmission
{
    private const ulong QuantaBound = NarrowRisk.Bound / 8;

    /// <summary>Decides, if the order and the account are such.</summary>
    /// <param name="rest">The account without this market.</param>
    /// <param name="row">The account's stake in the market.</param>
    /// <param name="terms">The market.</param>
    /// <param name="order">The order; a market order with its bound as its price.</param>
    /// <param name="admission">The decision.</param>
    /// <returns>Whether there is one; if not, <see cref="OrderAdmission.Decide"/> gives it.</returns>
    public static bool TryDecide(
        in RestOfAccount rest, in MarginRow row, in MarginTerms terms, in OrderTerms order, out Admission admission)
    {
        admission = default;
        long equity = rest.EquityQuanta + row.QuoteQuanta;
        if (!IsNarrow(row, terms, order) || !TryAddFunding(row, terms, ref equity))
        {
            return false;
        }

        equity += terms.MarkQuantaPerLot * row.SizeLots;
        bool buys = order.Side == Side.Buy;
        long freeLots = ClosingLots(buys ? -row.SizeLots : row.SizeLots, buys ? row.BuyLots : row.SellLots, row.ReduceOnlyLots, order);
        long worse = buys ? order.PriceUnits - terms.MarkUnits : terms.MarkUnits - order.PriceUnits;
        if (freeLots > 0 && worse > 0)
        {
            if (!TryIsWithinBound(rest, row, terms, order.PriceUnits, equity, out bool isWithin))
            {
                return false;
            }

            freeLots = isWithin ? freeLots : 0;
        }

        // Open loss and fee of the lots that may open: OrderReserve.Compute.
        long perUnit = (order.QuantityLots - freeLots) * terms.Spec.QuantaPerUnitLot;
        long reserve = (perUnit * Math.Max(0, worse)) + IntegerMath.PpmUp(perUnit * order.PriceUnits, TakerFee(terms));
        long before = MarketRisk.WorstExposure(row.SizeLots, row.BuyLots, row.SellLots, row.ReduceOnlyLots);
        long after = MarketRisk.WorstExposure(
            row.SizeLots,
            row.BuyLots + (buys ? order.QuantityLots : 0),
            row.SellLots + (buys ? 0 : order.QuantityLots),
            row.ReduceOnlyLots);
        long initial = terms.Initial(after);
        bool raises = initial + reserve > terms.Initial(before);
        long free = equity - rest.RequirementQuanta - row.ReserveQuanta - initial - reserve;
        ResultCode code =
            after <= before && !raises ? ResultCode.Ok
            : after > terms.Parameters.MaximumPositionLots && after > before ? ResultCode.PositionLimit
            : free >= 0 ? ResultCode.Ok
            : ResultCode.InsufficientMargin;
        admission = new Admission(code, code == ResultCode.Ok ? reserve : 0, raises);
        return true;
    }

    // Bits of all numbers of a kind together stand for each of them, so that two comparisons cover all products and sums.
    private static bool IsNarrow(in MarginRow row, in MarginTerms terms, in OrderTerms order)
    {
        ulong lots = IntegerMath.Magnitude(row.SizeLots) | unchecked((ulong)(row.BuyLots | row.SellLots | order.QuantityLots));
        ulong quanta = IntegerMath.Magnitude(row.QuoteQuanta) | IntegerMath.Magnitude(row.CostBasisQuanta)
            | unchecked((ulong)row.ReserveQuanta);
        return lots < (ulong)terms.LotsBound
            && quanta < QuantaBound
            && row.ReduceOnlyLots >= 0
            && order is { ReduceOnly: false, WaitsForParent: false, TriggerUnits: 0, PriceUnits: > 0 }
            && order.PriceUnits <= terms.Parameters.MaximumPriceUnits;
    }

    private static long TakerFee(in MarginTerms terms) => Math.Max(0, terms.Parameters.TakerFeePpm);

    private static bool TryAddFunding(in MarginRow row, in MarginTerms terms, ref long equityQuanta)
    {
        if (row.FundingIndex == terms.FundingIndex)
        {
            return true;
        }

        long payment = Funding.FundingIndex.Payment(row.SizeLots, row.FundingIndex, terms.FundingIndex);
        equityQuanta += payment;
        return IntegerMath.Magnitude(payment) < QuantaBound;
    }

    // Lots of the order that can only close: not those that an earlier order may close first.
    private static long ClosingLots(long closableLots, long earlierLots, long reduceOnlyLots, in OrderTerms order)
    {
        long reducible = Math.Max(0, closableLots);
        return Math.Max(0, Math.Min(reducible - Math.Min(reduceOnlyLots, reducible) - earlierLots, order.QuantityLots));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryIsWithinBound(
        in RestOfAccount rest, in MarginRow row, in MarginTerms terms, long priceUnits, long equityQuanta, out bool isWithin)
    {
        isWithin = false;
        ReadOnlySpan<MarginTier> tiers = terms.Parameters.MarginTiers.AsSpan();
        return rest.UntrustedMarks == 0
            && equityQuanta > 0
            && MarginSchedule.TryMaintenance(tiers, Math.Abs(terms.MarkQuantaPerLot * row.SizeLots), out long maintenance)
            && maintenance + rest.MaintenanceQuanta > 0
            && ZeroPrice.TryIsReached(
                priceUnits,
                row.SizeLots,
                terms.MarkUnits,
                equityQuanta,
                maintenance,
                maintenance + rest.MaintenanceQuanta,
                TakerFee(terms),
                terms.Spec,
                out isWithin);
    }
}
