using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Trading;

namespace OrleansMarkets.Gateway.Orders;

/// <summary>Makes the venue's amendment of a client's.</summary>
internal static class AmendmentTranslator
{
    /// <summary>Translates an amendment; the order is named later.</summary>
    /// <exception cref="RequestException">It is refused.</exception>
    public static AmendRequest Translate(AmendOrderRequest body, GatewayMarket market, RequestName name)
    {
        Fields.Refuse(
            Fields.IsSet(body.TriggerPrice) || Fields.IsSet(body.TakeProfit) || Fields.IsSet(body.StopLoss),
            "triggerPrice, takeProfit and stopLoss are not amended: cancel that order and place another");
        Fields.Refuse(!Fields.IsAmount(body.Price) && !Fields.IsAmount(body.Quantity), "price and qty are both missing");
        long price = Fields.IsAmount(body.Price) ? Fields.Price(body.Price, "price", market) : 0;
        long lots = Fields.IsAmount(body.Quantity) ? Fields.Lots(body.Quantity, "qty", market) : 0;
        if (Fields.IsAmount(body.Quantity))
        {
            Fields.CheckLots(lots, market);
        }

        return new AmendRequest(name.Id, market.Symbol, OrderId: 0, Target: default, price, lots, name.DeadlineNs);
    }

    /// <summary>Refuses a quantity that has been filled: the market would cancel the order.</summary>
    /// <param name="amendment">The amendment.</param>
    /// <param name="order">The order as far as it is known.</param>
    /// <exception cref="RequestException">It has been filled.</exception>
    public static void CheckAboveFilled(AmendRequest amendment, OrderImage? order)
    {
        if (amendment.QuantityLots > 0 && amendment.QuantityLots <= order?.FilledLots)
        {
            throw new RequestException(RetCodes.AmendedBelowFilled, "qty is not above what is filled.");
        }
    }
}
