using System.Runtime.InteropServices;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.MarketData.Symbols;

/// <summary>Exact conversion of decimal numbers to whole numbers of a unit, with the results that their texts have.</summary>
public static class DecimalUnits
{
    private static readonly ulong[] PowersOfTen = MakePowersOfTen();

    /// <summary>
    /// Converts a number to whole units, each <paramref name="unitSize"/> × 10^−<paramref name="decimals"/>. What is not a whole number of
    /// units is refused, never rounded.
    /// </summary>
    /// <param name="number">The number.</param>
    /// <param name="decimals">Decimals in which the unit's size is given, 0 to <see cref="DecimalText.MaximumDecimals"/>.</param>
    /// <param name="unitSize">Size of one unit, positive.</param>
    /// <param name="units">The number of units; 0 unless the result is <see cref="DecimalTextError.None"/>.</param>
    public static DecimalTextError TryConvert(decimal number, int decimals, long unitSize, out long units)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(unitSize);
        units = 0;
        DecimalTextError error = TryScale(number, decimals, out UInt128 scaled);
        if (error != DecimalTextError.None)
        {
            return error;
        }

        (UInt128 size, UInt128 rest) = UInt128.DivRem(scaled, (ulong)unitSize);
        if (rest != 0)
        {
            return DecimalTextError.TooFine;
        }

        bool isNegative = decimal.IsNegative(number);
        if (size > (isNegative ? (UInt128)long.MaxValue + 1 : (UInt128)long.MaxValue))
        {
            return DecimalTextError.TooLarge;
        }

        units = isNegative ? (long)-(Int128)size : (long)size;
        return DecimalTextError.None;
    }

    // The size of a number × 10^decimals. A decimal is a whole number of 96 bits over a power of ten.
    private static DecimalTextError TryScale(decimal number, int decimals, out UInt128 scaled)
    {
        Span<uint> bits = stackalloc uint[4];
        decimal.GetBits(number, MemoryMarshal.Cast<uint, int>(bits));
        scaled = new UInt128(bits[2], ((ulong)bits[1] << 32) | bits[0]);
        int missing = decimals - number.Scale;
        for (; missing < 0; missing++)
        {
            (UInt128 tenth, UInt128 digit) = UInt128.DivRem(scaled, 10);
            if (digit != 0)
            {
                return DecimalTextError.TooFine;
            }

            scaled = tenth;
        }

        ulong power = PowersOfTen[missing];
        if (scaled > ulong.MaxValue && scaled > UInt128.MaxValue / power)
        {
            return DecimalTextError.TooLarge;
        }

        scaled *= power;
        return DecimalTextError.None;
    }

    private static ulong[] MakePowersOfTen()
    {
        var powers = new ulong[DecimalText.MaximumDecimals + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
