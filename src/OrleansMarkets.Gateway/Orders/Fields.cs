using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;

namespace OrleansMarkets.Gateway.Orders;

/// <summary>Reads single fields of requests; what is malformed or off the grid is refused by name.</summary>
internal static class Fields
{
    /// <summary>Refuses a request.</summary>
    /// <exception cref="RequestException">It is bad.</exception>
    public static void Refuse(bool isBad, string message)
    {
        if (isBad)
        {
            throw RequestException.Invalid(message);
        }
    }

    /// <summary>Whether a field is there.</summary>
    public static bool IsSet([NotNullWhen(true)] string? text) => !string.IsNullOrEmpty(text);

    /// <summary>Whether a field is there and not zero: the dialect writes zero for nothing.</summary>
    public static bool IsAmount([NotNullWhen(true)] string? text) => IsSet(text) && text != "0";

    /// <summary>A price on the market's grid, price units.</summary>
    public static long Price(string? text, string name, GatewayMarket market)
    {
        long units = Read(market.Scale.TryReadPrice(text, out long read), read, name);
        MarketDefinition rules = market.Listed.Definition;
        Refuse(units <= 0 || units > rules.MaximumPriceUnits, $"{name} is outside of minPrice and maxPrice");
        Refuse(units % rules.TickUnits != 0, $"{name} is not a multiple of tickSize");
        return units;
    }

    /// <summary>A difference of prices on the market's grid, price units.</summary>
    public static long Offset(string? text, string name, GatewayMarket market)
    {
        long units = Read(market.Scale.TryReadPrice(text, out long read), read, name);
        MarketDefinition rules = market.Listed.Definition;
        Refuse(units < -rules.MaximumPriceUnits || units > rules.MaximumPriceUnits, $"{name} is too large");
        Refuse(units % rules.TickUnits != 0, $"{name} is not a multiple of tickSize");
        return units;
    }

    /// <summary>A quantity of the base coin, lots.</summary>
    public static long Lots(string? text, string name, GatewayMarket market) =>
        Read(market.Scale.TryReadQuantity(text, out long read), read, name);

    /// <summary>A fraction, parts per million.</summary>
    public static long Ppm(string? text, string name) => Read(DecimalText.TryParse(text, PpmDecimals, out long read), read, name);

    /// <summary>A whole number above zero.</summary>
    public static long Whole(string? text, string name) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > 0
            ? number
            : throw RequestException.Invalid($"{name} is not a whole number above zero");

    /// <summary>Checks a quantity against the market's grid.</summary>
    /// <exception cref="RequestException">It is off it.</exception>
    public static void CheckLots(long lots, GatewayMarket market)
    {
        MarketDefinition rules = market.Listed.Definition;
        if (lots < rules.MinimumLots)
        {
            throw new RequestException(
                Outcomes.CodeOf(ResultCode.QuantityTooSmall, market.IsSpot), Outcomes.MessageOf(ResultCode.QuantityTooSmall));
        }

        Refuse(lots > rules.MaximumLots, Outcomes.MessageOf(ResultCode.QuantityTooLarge));
        Refuse(lots % rules.StepLots != 0, Outcomes.MessageOf(ResultCode.QuantityOffGrid));
    }

    /// <summary>A number that was read, or the refusal of what could not be.</summary>
    public static long Read(DecimalTextError error, long value, string name) => error switch
    {
        DecimalTextError.None => value,
        DecimalTextError.TooFine => throw RequestException.Invalid($"{name} has more digits than its step"),
        DecimalTextError.TooLarge => throw RequestException.Invalid($"{name} is too large"),
        _ => throw RequestException.Invalid($"{name} is missing or no decimal number"),
    };

    private const int PpmDecimals = 6;
}
