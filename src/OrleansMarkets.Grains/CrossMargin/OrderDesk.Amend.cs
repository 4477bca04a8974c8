using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Couriers;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Grains.Markets;

namespace OrleansMarkets.Grains.CrossMargin;

/// <content>
/// Amendments: the account does not keep its orders, so it reads the one to be amended from the book, values the account with the new terms
/// in its place, and reserves what they need more. The book refuses the outcome if the order was amended in between.
/// </content>
internal sealed partial class OrderDesk
{
    /// <summary>Amends an order.</summary>
    public Task<PlaceResult> Amend(AmendRequest amendment) =>
        underWay.Find(amendment.Id, amendment) ?? underWay.Keep(amendment.Id, amendment, AmendNew(amendment));

    private static bool IsWellFormed(AmendRequest amendment, long now) =>
        amendment.Id != default
        && IsSymbol(amendment.Symbol)
        && (amendment.OrderId > 0 || (amendment.OrderId == 0 && amendment.Target != default && amendment.Target != amendment.Id))
        && amendment.PriceUnits >= 0
        && amendment.QuantityLots >= 0
        && (amendment.PriceUnits > 0 || amendment.QuantityLots > 0 || amendment.ChangesTrigger)
        && IsTriggerSound(amendment)
        && amendment.DeadlineNs >= 0
        && amendment.DeadlineNs <= now + MarketLimits.MaximumDeadlineNs;

    // A trigger price or a distance, of which there is one.
    private static bool IsTriggerSound(AmendRequest amendment) =>
        amendment is { TriggerUnits: >= 0, TrailUnits: >= 0, TrailPpm: >= 0 and <= MarketLimits.MaximumTrailPpm }
        && (amendment.TriggerUnits > 0 ? 1 : 0) + (amendment.TrailUnits > 0 ? 1 : 0) + (amendment.TrailPpm > 0 ? 1 : 0) <= 1;

    private async Task<PlaceResult> AmendNew(AmendRequest amendment)
    {
        long now = clock.NowNs();
        if (!IsWellFormed(amendment, now))
        {
            return PlaceResults.Rejected(ResultCode.InvalidRequest);
        }

        try
        {
            (ResultCode code, MarketStake? stake) = await Join(amendment.Symbol);
            if (code != ResultCode.Ok)
            {
                return PlaceResults.Rejected(code);
            }

            PriceView view = await prices.GetAsync(grains);
            if (HasNewerRules(stake!, view))
            {
                await Refresh(stake!, view.ParametersVersion(stake!.Symbol));
            }

            RestingOrderImage order = await Find(amendment);
            return await books.UntilResult(Admit(amendment, stake!, view, order, now));
        }
        finally
        {
            underWay.Forget(amendment.Id);
        }
    }

    private Task<RestingOrderImage> Find(AmendRequest amendment) =>
        grains.GetGrain<IOrderBookGrain>(amendment.Symbol)
            .FindOrder(new OrderQuery(account.Number, amendment.OrderId, amendment.Target));

    // No await from here to the call: what is checked is what is reserved.
    private BookAmend Admit(AmendRequest amendment, MarketStake stake, PriceView view, in RestingOrderImage order, long now)
    {
        long quantity = amendment.QuantityLots == 0 ? order.QuantityLots : amendment.QuantityLots;
        long left = quantity - (order.QuantityLots - order.RemainingLots);
        long price = amendment.PriceUnits == 0 ? order.PriceUnits : amendment.PriceUnits;
        bool keepsTrigger = order.Waiting is not { } waiting || OrderPricing.TriggerOf(amendment, waiting) == waiting.Trigger;
        bool isSmaller = keepsTrigger && price == order.PriceUnits && left <= order.RemainingLots;
        ResultCode verdict = ResultCode.Ok;
        long reserve = 0;
        OrderTerms terms = TermsOf(amendment, stake, view, order, Math.Max(0, left), price);
        if (order.OrderId != 0 && left > 0 && !isSmaller)
        {
            (verdict, reserve) = Judge(terms, stake, view, order);
        }

        var message = new AmendOrder(
            account.Number,
            default,
            amendment.Id,
            amendment.DeadlineNs == 0 ? now + DefaultDeadlineNs : amendment.DeadlineNs,
            stake.Market.Parameters.Version,
            amendment.OrderId,
            amendment.Target,
            amendment.PriceUnits,
            amendment.QuantityLots,
            verdict,
            order.Version,
            terms.QuantityLots,
            reserve,
            amendment.TriggerUnits,
            amendment.TrailUnits,
            amendment.TrailPpm,
            order.Waiting is { Type: OrderType.Market } ? terms.PriceUnits : 0);
        OrderTerms more = terms with { QuantityLots = Math.Max(0, left - order.RemainingLots) };
        return new BookAmend(books.Answers, stake, message, more, Math.Max(0, reserve - order.ReserveQuanta));
    }

    private OrderTerms TermsOf(
        AmendRequest amendment, MarketStake stake, PriceView view, in RestingOrderImage order, long left, long price)
    {
        if (order.Waiting is null)
        {
            return new OrderTerms(order.Side, left, price, order.Flags.HasFlag(OrderFlags.ReduceOnly));
        }

        Span<MarketExposure> exposures = account.Exposures(view);
        return OrderPricing.TermsOf(
            amendment, order, left, account.Collateral(), exposures, exposures[account.IndexOf(stake)]);
    }

    private (ResultCode Verdict, long ReserveQuanta) Judge(
        in OrderTerms terms, MarketStake stake, PriceView view, in RestingOrderImage order)
    {
        MarketParameters rules = stake.Market.Parameters;
        bool closes = order.Waiting is not null && order.Flags.HasFlag(OrderFlags.ClosePosition);
        if (terms.QuantityLots > rules.MaximumLots && !closes)
        {
            return (ResultCode.QuantityTooLarge, 0);
        }

        if (terms.PriceUnits > rules.MaximumPriceUnits)
        {
            return (ResultCode.PriceOutOfBand, 0);
        }

        Span<MarketExposure> exposures = account.Exposures(view);
        ReadOnlySpan<CollateralBalance> collateral = account.Collateral();
        int index = account.IndexOf(stake);
        long before = AccountRisk.Evaluate(collateral, exposures, ValuationPurpose.NewRisk).RequirementQuanta;
        exposures[index] = Without(exposures[index], order);
        bool sellsSpot = stake.Market.Spec.Kind == MarketKind.Spot && order.Side == Side.Sell;
        Int128 freed = sellsSpot ? (Int128)order.RemainingLots * stake.Market.Spec.BaseQuantaPerLot : 0;
        long freeBase = (long)Int128.Min(long.MaxValue, account.FreeBaseQuanta(stake) + freed);
        AdmissionDecision decision = OrderAdmission.Decide(collateral, exposures, index, terms, freeBase);
        if (decision.Code != ResultCode.Ok)
        {
            return (decision.Code, 0);
        }

        bool raises = decision.After.RequirementQuanta > before;
        if (raises && account.IsRecovering)
        {
            return (ResultCode.AccountRecovering, 0);
        }

        return raises && IsLiquidating ? (ResultCode.AccountInLiquidation, 0) : (ResultCode.Ok, decision.ReserveQuanta);
    }

    // A row that is older or newer than the order's image may not have all of it.
    private static MarketExposure Without(in MarketExposure exposure, in RestingOrderImage order)
    {
        ClearingRow row = exposure.Row;
        long lots = order.RemainingLots;
        long reserve = Math.Min(row.OrderReserveQuanta, order.ReserveQuanta);
        if (order.Flags.HasFlag(OrderFlags.ReduceOnly))
        {
            return exposure with
            {
                Row = row with { OrderReserveQuanta = row.OrderReserveQuanta - reserve },
                ReduceOnlyLots = Math.Max(0, exposure.ReduceOnlyLots - lots),
            };
        }

        return exposure with
        {
            Row = row with
            {
                OpenBuyLots = row.OpenBuyLots - (order.Side == Side.Buy ? Math.Min(lots, row.OpenBuyLots) : 0),
                OpenSellLots = row.OpenSellLots - (order.Side == Side.Sell ? Math.Min(lots, row.OpenSellLots) : 0),
                OrderReserveQuanta = row.OrderReserveQuanta - reserve,
            },
        };
    }
}
