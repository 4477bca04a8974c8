using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.MarketData.Symbols;

/// <summary>
/// Exact conversion between decimal text and the integers of one market. What is not a whole number of units is refused, never rounded.
/// </summary>
public sealed class MarketScale
{
    /// <summary>Decimals of average prices and of rates, which need not be whole numbers of units.</summary>
    public const int AverageDecimals = 8;

    private const int PriceDecimals = 8;
    private const int PpmDecimals = 6;

    private readonly long _priceUnitE8;
    private readonly long _quantaPerUnitLot;
    private readonly int _quoteDecimals;
    private readonly int _lotDecimals;
    private readonly long _lotSize;

    private MarketScale(long priceUnitE8, long quantaPerUnitLot, int quoteDecimals, int lotDecimals, long lotSize)
    {
        (_priceUnitE8, _quantaPerUnitLot, _quoteDecimals) = (priceUnitE8, quantaPerUnitLot, quoteDecimals);
        (_lotDecimals, _lotSize) = (lotDecimals, lotSize);
    }

    /// <summary>Makes the scale of a market.</summary>
    /// <param name="priceUnitE8">Price unit in 1e-8 of the quote asset.</param>
    /// <param name="quantaPerUnitLot">Quote quanta of one unit times one lot.</param>
    /// <param name="quoteDecimals">Decimals of a quote quantum.</param>
    /// <param name="scale">The scale, unless one lot has no finite decimal form of at most 18 decimals.</param>
    public static bool TryCreate(
        long priceUnitE8, long quantaPerUnitLot, int quoteDecimals, [NotNullWhen(true)] out MarketScale? scale)
    {
        scale = null;
        BigInteger lot = quantaPerUnitLot * BigInteger.Pow(10, PriceDecimals + DecimalText.MaximumDecimals);
        (BigInteger size, BigInteger rest) = BigInteger.DivRem(lot, priceUnitE8 * BigInteger.Pow(10, quoteDecimals));
        if (!rest.IsZero || size.IsZero)
        {
            return false;
        }

        int decimals = DecimalText.MaximumDecimals;
        for (; decimals > 0 && (size % 10).IsZero; decimals--)
        {
            size /= 10;
        }

        if (size > long.MaxValue)
        {
            return false;
        }

        scale = new MarketScale(priceUnitE8, quantaPerUnitLot, quoteDecimals, decimals, (long)size);
        return true;
    }

    /// <summary>Reads a price in the quote asset as price units.</summary>
    public DecimalTextError TryReadPrice(ReadOnlySpan<char> text, out long priceUnits) =>
        DecimalText.TryParse(text, PriceDecimals, _priceUnitE8, out priceUnits);

    /// <summary>Converts a price in the quote asset to price units.</summary>
    public DecimalTextError TryReadPrice(decimal price, out long priceUnits) =>
        DecimalUnits.TryConvert(price, PriceDecimals, _priceUnitE8, out priceUnits);

    /// <summary>Reads a quantity in the base asset as lots.</summary>
    public DecimalTextError TryReadQuantity(ReadOnlySpan<char> text, out long lots) =>
        DecimalText.TryParse(text, _lotDecimals, _lotSize, out lots);

    /// <summary>Converts a quantity in the base asset to lots.</summary>
    public DecimalTextError TryReadQuantity(decimal quantity, out long lots) =>
        DecimalUnits.TryConvert(quantity, _lotDecimals, _lotSize, out lots);

    /// <summary>Reads an amount of the quote asset as quanta.</summary>
    public DecimalTextError TryReadAmount(ReadOnlySpan<char> text, out long quanta) =>
        DecimalText.TryParse(text, _quoteDecimals, out quanta);

    /// <summary>A price.</summary>
    public string Price(long priceUnits) => DecimalText.Format(priceUnits, PriceDecimals, _priceUnitE8);

    /// <summary>A quantity of the base asset.</summary>
    public string Quantity(long lots) => DecimalText.Format(lots, _lotDecimals, _lotSize);

    /// <summary>An amount of the quote asset.</summary>
    public string Amount(long quanta) => DecimalText.Format(quanta, _quoteDecimals);

    /// <summary>An amount of the quote asset; one beyond 64 bits is shown as the largest.</summary>
    public string Amount(Int128 quanta) => Amount((long)Int128.Clamp(quanta, long.MinValue, long.MaxValue));

    /// <summary>The amount of lots at a price; one beyond 64 bits is shown as the largest.</summary>
    public string Value(long priceUnits, long lots) => Amount((Int128)priceUnits * lots * _quantaPerUnitLot);

    /// <summary>The average price of lots that cost so many quanta, half to even; empty without lots.</summary>
    public string AveragePrice(long quanta, long lots)
    {
        if (lots == 0)
        {
            return string.Empty;
        }

        // The scaled amount may leave 128 bits only for amounts far beyond admission limits.
        Int128 average = IntegerMath.Divide(
            (Int128)quanta * _priceUnitE8, (Int128)lots * _quantaPerUnitLot, RoundingDirection.HalfEven);
        return DecimalText.Format((long)Int128.Clamp(average, long.MinValue, long.MaxValue), PriceDecimals);
    }

    /// <summary>The most lots that an amount pays at a price, rounded down.</summary>
    public long LotsFor(long quanta, long priceUnits) =>
        (long)Int128.Min(long.MaxValue, IntegerMath.Divide(quanta, (Int128)priceUnits * _quantaPerUnitLot, RoundingDirection.Down));

    /// <summary>A rate in parts per million as a fraction.</summary>
    public static string Rate(long ppm) => DecimalText.Format(ppm, PpmDecimals);

    /// <summary>The quotient of two amounts as a fraction, half to even; zero without a divisor.</summary>
    public static string Ratio(Int128 dividend, Int128 divisor)
    {
        if (divisor == 0)
        {
            return "0";
        }

        Int128 scaled = IntegerMath.Divide(dividend * 100_000_000, divisor, RoundingDirection.HalfEven);
        return DecimalText.Format((long)Int128.Clamp(scaled, long.MinValue, long.MaxValue), AverageDecimals);
    }

    /// <summary>Decimals of a price.</summary>
    public int PriceScale
    {
        get
        {
            string unit = Price(1);
            int point = unit.IndexOf('.');
            return point < 0 ? 0 : unit.Length - point - 1;
        }
    }
}
