using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Grains.Markets;
using OrderInstructions = OrleansMarkets.Contracts.OrderBooks.OrderInstructions;

namespace OrleansMarkets.Grains.CrossMargin;

/// <content>Scale orders: several limit orders that risk admits together.</content>
internal sealed partial class OrderDesk
{
    private const int IndexShift = 56;

    /// <summary>Places a scale order.</summary>
    public async Task<ScaleResult> PlaceScale(ScaleOrder scale)
    {
        long now = clock.NowNs();
        if (scale.Id == default || HasOwnWay(scale.Instructions))
        {
            return new ScaleResult(ResultCode.InvalidRequest, []);
        }

        (ResultCode code, MarketStake? stake) = await Join(scale.Symbol);
        if (code != ResultCode.Ok)
        {
            return new ScaleResult(code, []);
        }

        PriceView view = await prices.GetAsync(grains);
        if (HasNewerRules(stake!, view))
        {
            await Refresh(stake!, view.ParametersVersion(stake!.Symbol));
        }

        code = ScaleLadder.Split(TermsOf(scale), stake!.Market.Parameters, out ScaleRung[] rungs);
        if (code != ResultCode.Ok)
        {
            return new ScaleResult(code, []);
        }

        PlaceOrder[] orders = [.. rungs.Select((rung, at) => OrderOf(scale, rung, at + 1))];
        return Array.TrueForAll(orders, order => IsWellFormed(order, now))
            ? ResultOf(await Task.WhenAll(SendAll(orders, stake, view, now)))
            : new ScaleResult(ResultCode.InvalidRequest, []);
    }

    private static bool HasOwnWay(OrderInstructions? instructions) =>
        instructions is { Trigger: not null } or { Peg: not null } or { Link: not null };

    private static ScaleTerms TermsOf(ScaleOrder scale) => new(
        scale.FirstPriceUnits,
        scale.LastPriceUnits,
        scale.Orders,
        scale.QuantityLots,
        scale.PriceSpacing,
        scale.SizeSpacing,
        scale.SizeRatioPpm);

    private static PlaceOrder OrderOf(ScaleOrder scale, ScaleRung rung, int number) => new(
        new CommandKey(scale.Id.High, scale.Id.Low ^ ((ulong)number << IndexShift)),
        scale.Symbol,
        scale.Side,
        OrderType.Limit,
        TimeInForce.GoodTillCancelled,
        scale.Flags,
        rung.PriceUnits,
        rung.QuantityLots,
        scale.DeadlineNs,
        scale.ClientOrderId,
        scale.Instructions);

    private static ScaleResult ResultOf(PlaceResult[] results)
    {
        ResultCode code = results.Select(result => result.Code).FirstOrDefault(each => each != ResultCode.Ok);
        return new ScaleResult(code, [.. results]);
    }

    // No await between the first check and the last call: each order is valued with all before it, and all are reserved for or none is.
    private Task<PlaceResult>[] SendAll(PlaceOrder[] orders, MarketStake stake, PriceView view, long now)
    {
        Span<MarketExposure> exposures = account.Exposures(view);
        int index = account.IndexOf(stake);
        ReadOnlySpan<CollateralBalance> collateral = account.Collateral();
        var terms = new OrderTerms[orders.Length];
        long[] reserves = new long[orders.Length];
        ResultCode verdict = ResultCode.Ok;
        for (int at = 0; at < orders.Length && verdict == ResultCode.Ok; at++)
        {
            terms[at] = OrderPricing.TermsOf(orders[at], collateral, exposures, exposures[index]);
            (verdict, reserves[at]) = Judge(orders[at], stake, terms[at], collateral, exposures, index);
            exposures[index] = exposures[index].WithOrder(terms[at], reserves[at]);
        }

        var results = new Task<PlaceResult>[orders.Length];
        for (int at = 0; at < orders.Length; at++)
        {
            long deadline = orders[at].DeadlineNs == 0 ? now + DefaultDeadlineNs : orders[at].DeadlineNs;
            long reserve = verdict == ResultCode.Ok ? reserves[at] : 0;
            results[at] = books.UntilResult(ToCommand(orders[at], stake, terms[at], verdict, reserve, deadline));
        }

        return results;
    }
}
