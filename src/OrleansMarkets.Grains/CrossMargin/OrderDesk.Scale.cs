using System.Collections.Immutable;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Grains.Markets;
using OrderInstructions = OrleansMarkets.Contracts.OrderBooks.OrderInstructions;

namespace OrleansMarkets.Grains.CrossMargin;

/// <content>Scale orders: several limit orders that risk admits together.</content>
internal sealed partial class OrderDesk
{
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

        ImmutableArray<BatchItem> items =
        [
            .. rungs.Select((rung, at) => new BatchItem(Place: OrderOf(scale, rung, at + 1), WithNext: at < rungs.Length - 1)),
        ];
        return items.All(item => IsWellFormed(item.Place!, now))
            ? ResultOf(await Execute(new OrderBatch(items)))
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
        ScaleOrder.CommandOf(scale.Id, number),
        scale.Symbol,
        scale.Side,
        OrderType.Limit,
        scale.Instructions is { ExpiresNs: > 0 } ? TimeInForce.GoodTillDate : TimeInForce.GoodTillCancelled,
        scale.Flags,
        rung.PriceUnits,
        rung.QuantityLots,
        scale.DeadlineNs,
        scale.ClientOrderId,
        scale.Instructions);

    private static ScaleResult ResultOf(OrderBatchResult batch)
    {
        ResultCode code = batch.Code == ResultCode.Ok
            ? batch.Results.Select(result => result.Code).FirstOrDefault(each => each != ResultCode.Ok)
            : batch.Code;
        return new ScaleResult(code, batch.Results);
    }
}
