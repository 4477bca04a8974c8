namespace OrleansMarkets.Lab.Bars;

/// <summary>Exact conversion of decimal text to integers of 1e-8: digits only, no floating point, no culture.</summary>
public static class DecimalE8
{
    /// <summary>Digits after the decimal point that an integer of 1e-8 can hold.</summary>
    public const int FractionDigits = 8;

    /// <summary>Parses <c>[-]digits[.digits]</c>. Digits beyond the eighth decimal must be zeros: nothing is rounded.</summary>
    /// <returns>False when the text has another form or the value does not fit.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out long valueE8)
    {
        valueE8 = 0;
        bool negative = text.StartsWith("-");
        ReadOnlySpan<char> digits = negative ? text[1..] : text;
        int point = digits.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? digits : digits[..point];
        ReadOnlySpan<char> fraction = point < 0 ? default : digits[(point + 1)..];
        if (whole.IsEmpty || (point >= 0 && fraction.IsEmpty))
        {
            return false;
        }

        ReadOnlySpan<char> beyond = fraction.Length > FractionDigits ? fraction[FractionDigits..] : default;
        ReadOnlySpan<char> kept = fraction[..(fraction.Length - beyond.Length)];
        Int128 value = 0;
        if (beyond.ContainsAnyExcept('0') || !TryAppend(whole, ref value) || !TryAppend(kept, ref value))
        {
            return false;
        }

        for (int i = kept.Length; i < FractionDigits; i++)
        {
            value *= 10;
        }

        value = negative ? -value : value;
        if (value < long.MinValue || value > long.MaxValue)
        {
            return false;
        }

        valueE8 = (long)value;
        return true;
    }

    private static bool TryAppend(ReadOnlySpan<char> digits, ref Int128 value)
    {
        foreach (char digit in digits)
        {
            if (!char.IsAsciiDigit(digit) || value > long.MaxValue)
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        return true;
    }
}
