using System.Numerics;
using FsCheck.Fluent;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Tests.Money;

public sealed class IntegerMathTests
{
    [Fact]
    public void Products_are_exact_in_64_and_in_128_bits()
    {
        var cases =
            from a in Properties.Signed(long.MaxValue)
            from b in Properties.Signed(long.MaxValue)
            from c in Properties.Signed(int.MaxValue)
            select (a, b, c);
        Properties.Check(cases, each =>
        {
            Int128 product = IntegerMath.Multiply(each.a, each.b);
            Assert.Equal((BigInteger)each.a * each.b, (BigInteger)product);
            BigInteger wide = (BigInteger)product * each.c;
            if (wide >= (BigInteger)Int128.MinValue && wide <= (BigInteger)Int128.MaxValue)
            {
                Assert.Equal(wide, (BigInteger)IntegerMath.Multiply(product, each.c));
            }
        });
        Assert.Equal((Int128)long.MinValue * long.MinValue, IntegerMath.Multiply(long.MinValue, long.MinValue));
        Assert.Throws<OverflowException>(() => IntegerMath.Multiply(Int128.MaxValue, 2));
    }

    [Theory]
    [InlineData(RoundingDirection.Down)]
    [InlineData(RoundingDirection.Up)]
    [InlineData(RoundingDirection.TowardZero)]
    [InlineData(RoundingDirection.HalfEven)]
    public void MulDiv_agrees_with_big_integers(RoundingDirection rounding)
    {
        var cases =
            from a in Properties.Signed(long.MaxValue)
            from b in Properties.Signed(long.MaxValue)
            from d in Properties.Signed(long.MaxValue)
            select (a, b, d: d == 0 ? 1 : d);
        Properties.Check(cases, c =>
        {
            BigInteger expected = Round((BigInteger)c.a * c.b, c.d, rounding);
            if (expected >= long.MinValue && expected <= long.MaxValue)
            {
                Assert.Equal((long)expected, IntegerMath.MulDiv(c.a, c.b, c.d, rounding));
            }
            else
            {
                Assert.Throws<OverflowException>(() => IntegerMath.MulDiv(c.a, c.b, c.d, rounding));
            }
        });
    }

    [Theory]
    [InlineData(7, 2, RoundingDirection.Down, 3)]
    [InlineData(7, 2, RoundingDirection.Up, 4)]
    [InlineData(-7, 2, RoundingDirection.Down, -4)]
    [InlineData(-7, 2, RoundingDirection.Up, -3)]
    [InlineData(-7, 2, RoundingDirection.TowardZero, -3)]
    [InlineData(7, -2, RoundingDirection.Down, -4)]
    [InlineData(5, 2, RoundingDirection.HalfEven, 2)]
    [InlineData(7, 2, RoundingDirection.HalfEven, 4)]
    [InlineData(-5, 2, RoundingDirection.HalfEven, -2)]
    [InlineData(6, 2, RoundingDirection.Up, 3)]
    public void Divide_rounds_as_named(long dividend, long divisor, RoundingDirection rounding, long expected) =>
        Assert.Equal(expected, (long)IntegerMath.Divide(dividend, divisor, rounding));

    [Fact]
    public void A_zero_divisor_throws() =>
        Assert.Throws<DivideByZeroException>(() => IntegerMath.MulDiv(1, 1, 0, RoundingDirection.Down));

    [Fact]
    public void A_notional_beyond_64_bits_throws() =>
        Assert.Throws<OverflowException>(() => IntegerMath.Notional(1L << 40, 1L << 20, 8));

    // From the definition: the exact quotient lies between floor and floor + 1.
    private static BigInteger Round(BigInteger dividend, BigInteger divisor, RoundingDirection rounding)
    {
        if (divisor < 0)
        {
            (dividend, divisor) = (-dividend, -divisor);
        }

        BigInteger rest = ((dividend % divisor) + divisor) % divisor;
        BigInteger floor = (dividend - rest) / divisor;
        return rounding switch
        {
            _ when rest.IsZero => floor,
            RoundingDirection.Down => floor,
            RoundingDirection.Up => floor + 1,
            RoundingDirection.TowardZero => dividend < 0 ? floor + 1 : floor,
            _ => (rest * 2).CompareTo(divisor) switch
            {
                < 0 => floor,
                > 0 => floor + 1,
                _ => floor.IsEven ? floor : floor + 1,
            },
        };
    }
}
