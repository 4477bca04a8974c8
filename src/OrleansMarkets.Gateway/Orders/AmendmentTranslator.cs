using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Matching;
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
            Fields.IsSet(body.TakeProfit) || Fields.IsSet(body.StopLoss),
            "takeProfit and stopLoss are orders of their own: amend the triggerPrice of those");
        Fields.Refuse(body.Trailing is not null && Fields.IsAmount(body.TriggerPrice), "triggerPrice does not go with trailing");
        Fields.Refuse(Fields.IsSet(body.Trailing?.ActivationPrice), "trailing.activationPrice is not amended");
        bool changesTrigger = body.Trailing is not null || Fields.IsAmount(body.TriggerPrice);
        Fields.Refuse(
            !Fields.IsAmount(body.Price) && !Fields.IsAmount(body.Quantity) && !changesTrigger,
            "price, qty, triggerPrice and trailing are all missing");
        TriggerTerms? trailing = body.Trailing is { } terms ? Triggers.Trailing(terms, TriggerPrice.Last, market) : null;
        long price = Fields.IsAmount(body.Price) ? Fields.Price(body.Price, "price", market) : 0;
        long lots = Fields.IsAmount(body.Quantity) ? Fields.Lots(body.Quantity, "qty", market) : 0;
        if (Fields.IsAmount(body.Quantity))
        {
            Fields.CheckLots(lots, market);
        }

        return new AmendRequest(
            name.Id,
            market.Symbol,
            OrderId: 0,
            Target: default,
            price,
            lots,
            name.DeadlineNs,
            Fields.IsAmount(body.TriggerPrice) ? Fields.Price(body.TriggerPrice, "triggerPrice", market) : 0,
            trailing?.TrailUnits ?? 0,
            trailing?.TrailPpm ?? 0);
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
