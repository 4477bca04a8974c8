using System.Globalization;

namespace OrleansMarkets.Core.Money;

/// <summary>
/// Exact conversion between decimal text and whole numbers of a unit, for the edges. A text that is not a whole number of units is refused,
/// never rounded.
/// </summary>
public static class DecimalText
{
    /// <summary>Most decimals of a unit.</summary>
    public const int MaximumDecimals = 18;

    /// <summary>Longest text that is read.</summary>
    public const int MaximumLength = 48;

    /// <summary>Reads an amount of units of 10^−<paramref name="decimals"/>: <c>"1.25"</c> with 4 decimals is 12,500.</summary>
    /// <param name="text">Digits with an optional sign and point, nothing else: no exponent, no group separators, no spaces.</param>
    /// <param name="decimals">Decimals of one unit, 0 to <see cref="MaximumDecimals"/>.</param>
    /// <param name="units">The number of units.</param>
    public static DecimalTextError TryParse(ReadOnlySpan<char> text, int decimals, out long units) =>
        TryParse(text, decimals, 1, out units);

    /// <summary>
    /// Reads a whole number of units, each <paramref name="unitSize"/> × 10^−<paramref name="decimals"/>: a price unit of 0.05 is a size
    /// of 5 with 2 decimals.
    /// </summary>
    /// <param name="text">Digits with an optional sign and point, nothing else.</param>
    /// <param name="decimals">Decimals in which the unit's size is given, 0 to <see cref="MaximumDecimals"/>.</param>
    /// <param name="unitSize">Size of one unit, positive.</param>
    /// <param name="units">The number of units; 0 unless the result is <see cref="DecimalTextError.None"/>.</param>
    public static DecimalTextError TryParse(ReadOnlySpan<char> text, int decimals, long unitSize, out long units)
    {
        CheckUnit(decimals, unitSize);
        units = 0;
        DecimalTextError error = ReadScaled(text, decimals, out Int128 scaled);
        if (error != DecimalTextError.None)
        {
            return error;
        }

        (Int128 quotient, Int128 remainder) = Int128.DivRem(scaled, unitSize);
        if (remainder != 0)
        {
            return DecimalTextError.TooFine;
        }

        if (quotient < long.MinValue || quotient > long.MaxValue)
        {
            return DecimalTextError.TooLarge;
        }

        units = (long)quotient;
        return DecimalTextError.None;
    }

    /// <summary>
    /// Writes units of 10^−<paramref name="decimals"/> without trailing zeros: the shortest text that reads back the same.
    /// </summary>
    public static string Format(long units, int decimals) => Format(units, decimals, 1);

    /// <summary>Writes units of <paramref name="unitSize"/> × 10^−<paramref name="decimals"/> without trailing zeros.</summary>
    public static string Format(long units, int decimals, long unitSize)
    {
        CheckUnit(decimals, unitSize);
        Int128 scaled = (Int128)units * unitSize;
        UInt128 size = (UInt128)Int128.Abs(scaled);
        (UInt128 whole, UInt128 fraction) = UInt128.DivRem(size, PowerOfTen(decimals));
        string sign = scaled < 0 ? "-" : string.Empty;
        string wholeText = whole.ToString(CultureInfo.InvariantCulture);
        if (fraction == 0)
        {
            return sign + wholeText;
        }

        string digits = fraction.ToString(CultureInfo.InvariantCulture).PadLeft(decimals, '0').TrimEnd('0');
        return $"{sign}{wholeText}.{digits}";
    }

    private static DecimalTextError ReadScaled(ReadOnlySpan<char> text, int decimals, out Int128 scaled)
    {
        scaled = 0;
        if (text.Length > MaximumLength)
        {
            return DecimalTextError.Malformed;
        }

        bool negative = text.Length > 0 && text[0] == '-';
        ReadOnlySpan<char> digits = negative || (text.Length > 0 && text[0] == '+') ? text[1..] : text;
        int point = digits.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? digits : digits[..point];
        ReadOnlySpan<char> fraction = point < 0 ? default : digits[(point + 1)..].TrimEnd('0');
        bool malformed = whole.IsEmpty || (point >= 0 && point == digits.Length - 1)
            || whole.ContainsAnyExceptInRange('0', '9') || fraction.ContainsAnyExceptInRange('0', '9');
        if (malformed)
        {
            return DecimalTextError.Malformed;
        }

        if (fraction.Length > decimals)
        {
            return DecimalTextError.TooFine;
        }

        whole = whole.TrimStart('0');
        if (whole.Length + decimals > 37)
        {
            return DecimalTextError.TooLarge;
        }

        foreach (char digit in whole)
        {
            scaled = (scaled * 10) + (digit - '0');
        }

        for (int i = 0; i < decimals; i++)
        {
            scaled = (scaled * 10) + (i < fraction.Length ? fraction[i] - '0' : 0);
        }

        scaled = negative ? -scaled : scaled;
        return DecimalTextError.None;
    }

    private static void CheckUnit(int decimals, long unitSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, MaximumDecimals);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(unitSize);
    }

    private static UInt128 PowerOfTen(int exponent)
    {
        UInt128 power = 1;
        for (int i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }
}
