using OrleansMarkets.Benchmarks.Venue;
using OrleansMarkets.Client;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using TimeInForce = OrleansMarkets.Client.TimeInForce;

namespace OrleansMarkets.Benchmarks.Load;

/// <summary>
/// A trader as in <see cref="OrderLane"/> who uses the SDK's typed interface: decimals, client order ids, retries, exceptions for refusals.
/// </summary>
/// <param name="client">The account's client, which all its lanes share.</param>
/// <param name="orders">Makes the orders.</param>
/// <param name="tally">Counts the answers.</param>
internal sealed class TypedLane(IMarketsClient client, OrderMix orders, OrderTally tally) : ILane
{
    private const int NewPercent = 50;
    private const int CancelPercent = 45;
    private const int MaximumResting = 12;
    private const decimal Lot = 0.001m;
    private const decimal PriceUnit = 0.01m;

    private readonly Queue<(MarketId Market, OrderKey Key)> _resting = new(MaximumResting + 1);

    /// <inheritdoc/>
    public async Task Step()
    {
        int drawn = orders.Percent();
        bool cancels = _resting.Count >= MaximumResting || (drawn >= NewPercent && drawn < NewPercent + CancelPercent);
        try
        {
            if (cancels && _resting.TryDequeue(out (MarketId Market, OrderKey Key) oldest))
            {
                await client.CancelAsync(oldest.Market, oldest.Key);
            }
            else
            {
                OrderRequest request = Next(rests: drawn < NewPercent + CancelPercent);
                OrderReceipt receipt = await client.PlaceAsync(request);
                if (request.TimeInForce == TimeInForce.GoodTillCancelled)
                {
                    _resting.Enqueue((request.MarketId, receipt.Key));
                }
            }

            tally.Count(ResultCode.Ok);
        }
        catch (MarketsException refused)
        {
            tally.Count((ResultCode)refused.Error.Code);
        }
    }

    private OrderRequest Next(bool rests)
    {
        PlaceOrder order = rests ? orders.NewResting() : orders.NewCrossing();
        OrderSide side = order.Side == Side.Buy ? OrderSide.Buy : OrderSide.Sell;
        MarketId market = BenchMarkets.PublicSymbols[order.Symbol];
        OrderRequest request = OrderRequest.Limit(market, side, order.QuantityLots * Lot, order.PriceUnits * PriceUnit);
        return rests ? request : request with { TimeInForce = TimeInForce.ImmediateOrCancel };
    }
}
