using System.Numerics;
using System.Runtime.CompilerServices;

namespace OrleansMarkets.Core.Money;

/// <summary>Exact integer arithmetic of money: 128-bit products, checked results, and quotients with a named rounding.</summary>
public static class IntegerMath
{
    /// <summary>Parts per million: the unit of every rate, fee and margin fraction.</summary>
    public const long Ppm = 1_000_000;

    // An amount below the first times a rate below the second fits in 64 bits.
    private const ulong SmallAmount = 1UL << 42;
    private const ulong SmallRate = 1UL << 21;

    /// <summary>
    /// Computes <paramref name="a"/> × <paramref name="b"/> ÷ <paramref name="divisor"/> without losing a bit of the product.
    /// </summary>
    /// <exception cref="OverflowException">The quotient does not fit in 64 bits.</exception>
    /// <exception cref="DivideByZeroException"><paramref name="divisor"/> is zero.</exception>
    public static long MulDiv(long a, long b, long divisor, RoundingDirection rounding)
    {
        // Most products of money fit in 64 bits, where a division costs a fraction of one of 128 bits.
        long high = Math.BigMul(a, b, out long low);
        return high == low >> 63 && divisor > 0
            ? DivideNarrow(low, divisor, rounding)
            : checked((long)Divide((Int128)a * b, divisor, rounding));
    }

    /// <summary>
    /// Parts per million of an amount, rounded up: a fee or a margin. The divisor is a constant, so within 64 bits it is multiplied by.
    /// </summary>
    /// <exception cref="OverflowException">The quotient does not fit in 64 bits.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long PpmUp(long amount, long ppm) =>
        Magnitude(amount) < SmallAmount && Magnitude(ppm) < SmallRate ? DividePpmUp(unchecked(amount * ppm)) : PpmUpOfAny(amount, ppm);

    /// <summary>A product with parts per million, divided by <see cref="Ppm"/> and rounded up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static long DividePpmUp(long product)
    {
        long quotient = product / Ppm;
        return quotient * Ppm < product ? quotient + 1 : quotient;
    }

    /// <summary>The product, if it fits in 64 bits with its negation: where that is likely, it costs a fraction of 128 bits.</summary>
    /// <returns>Whether it fits.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryMultiply(long a, long b, out long product)
    {
        // Factors with so many leading zeros fit for certain: the processor's signed product of 128 bits is out of reach here.
        product = unchecked(a * b);
        return BitOperations.LeadingZeroCount(Magnitude(a)) + BitOperations.LeadingZeroCount(Magnitude(b)) >= 66 || Fits(a, b, product);
    }

    /// <summary>The sum, if it fits in 64 bits with its negation.</summary>
    /// <returns>Whether it fits.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryAdd(long a, long b, out long sum)
    {
        sum = unchecked(a + b);
        return ((a ^ sum) & (b ^ sum)) >= 0 && sum != long.MinValue;
    }

    /// <summary>The exact product of two 64-bit numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int128 Multiply(long a, long b)
    {
        long high = Math.BigMul(a, b, out long low);
        return new Int128(unchecked((ulong)high), unchecked((ulong)low));
    }

    /// <summary>The exact product; where the first factor fits in 64 bits it costs a fraction of a product of 128 bits.</summary>
    /// <exception cref="OverflowException">The product does not fit in 128 bits.</exception>
    public static Int128 Multiply(Int128 a, long b)
    {
        long narrow = unchecked((long)a);
        return narrow == a ? Multiply(narrow, b) : checked(a * b);
    }

    /// <summary>Divides with a named rounding.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="divisor"/> is zero.</exception>
    public static Int128 Divide(Int128 dividend, Int128 divisor, RoundingDirection rounding)
    {
        if (divisor > 0 && unchecked((long)divisor) == divisor && unchecked((long)dividend) == dividend)
        {
            return DivideNarrow((long)dividend, (long)divisor, rounding);
        }

        (Int128 quotient, Int128 remainder) = Int128.DivRem(dividend, divisor);
        if (remainder == 0)
        {
            return quotient;
        }

        bool negative = (remainder < 0) != (divisor < 0);
        return rounding switch
        {
            RoundingDirection.Down => negative ? quotient - 1 : quotient,
            RoundingDirection.Up => negative ? quotient : quotient + 1,
            RoundingDirection.TowardZero => quotient,
            RoundingDirection.HalfEven => RoundHalfEven(quotient, remainder, divisor, negative),
            _ => throw new ArgumentOutOfRangeException(nameof(rounding)),
        };
    }

    /// <summary>The notional of a trade in quote quanta: price × quantity × quanta per unit and lot. Exact, never rounded.</summary>
    /// <exception cref="OverflowException">The notional does not fit in 64 bits; admission limits keep orders far from it.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Notional(long priceUnits, long quantityLots, long quantaPerUnitLot) =>
        checked(priceUnits * quantityLots * quantaPerUnitLot);

    /// <summary>Divides within 64 bits with a named rounding.</summary>
    /// <param name="dividend">The dividend.</param>
    /// <param name="divisor">The divisor, positive.</param>
    /// <param name="rounding">The rounding.</param>
    internal static long DivideNarrow(long dividend, long divisor, RoundingDirection rounding)
    {
        (long quotient, long remainder) = Math.DivRem(dividend, divisor);
        if (remainder == 0)
        {
            return quotient;
        }

        long away = Math.Sign(remainder);
        long size = Math.Abs(remainder);
        return rounding switch
        {
            RoundingDirection.Down => remainder < 0 ? quotient - 1 : quotient,
            RoundingDirection.Up => remainder < 0 ? quotient : quotient + 1,
            RoundingDirection.TowardZero => quotient,
            RoundingDirection.HalfEven =>
                size > divisor - size || (size == divisor - size && long.IsOddInteger(quotient)) ? quotient + away : quotient,
            _ => throw new ArgumentOutOfRangeException(nameof(rounding)),
        };
    }

    // Whole millions and the rest of the amount: neither product leaves 64 bits unless the quotient does.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long PpmUpOfAny(long amount, long ppm) => Magnitude(ppm) <= (ulong)Ppm
        ? ((amount / Ppm) * ppm) + DividePpmUp(amount % Ppm * ppm)
        : MulDiv(amount, ppm, Ppm, RoundingDirection.Up);

    // The absolute value of a number, or one less: its bits are where the number differs from its sign.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Magnitude(long number) => unchecked((ulong)(number ^ (number >> 63)));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Fits(long a, long b, long product) =>
        Math.BigMul(a, b, out _) == product >> 63 && product != long.MinValue;

    private static Int128 RoundHalfEven(Int128 quotient, Int128 remainder, Int128 divisor, bool negative)
    {
        Int128 twice = Int128.Abs(remainder) * 2;
        Int128 size = Int128.Abs(divisor);
        bool away = twice > size || (twice == size && Int128.IsOddInteger(quotient));
        if (!away)
        {
            return quotient;
        }

        return negative ? quotient - 1 : quotient + 1;
    }
}
