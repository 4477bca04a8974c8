using System.Globalization;
using FsCheck.Fluent;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Tests.Money;

public sealed class DecimalTextTests
{
    [Theory]
    [InlineData("1.25", 4, 1, 12_500)]
    [InlineData("0.05", 2, 5, 1)]
    [InlineData("-3", 6, 1, -3_000_000)]
    [InlineData("+3.5", 1, 5, 7)]
    [InlineData("000.10", 1, 1, 1)]
    [InlineData("9223372036854775807", 0, 1, long.MaxValue)]
    [InlineData("-9223372036854775808", 0, 1, long.MinValue)]
    [InlineData("64123.40", 8, 10_000_000, 641_234)]
    public void Reads_exactly(string text, int decimals, long unit, long expected)
    {
        Assert.Equal(DecimalTextError.None, DecimalText.TryParse(text, decimals, unit, out long units));
        Assert.Equal(expected, units);
    }

    [Theory]
    [InlineData("", DecimalTextError.Malformed)]
    [InlineData("-", DecimalTextError.Malformed)]
    [InlineData(".5", DecimalTextError.Malformed)]
    [InlineData("5.", DecimalTextError.Malformed)]
    [InlineData("1e3", DecimalTextError.Malformed)]
    [InlineData("1,000", DecimalTextError.Malformed)]
    [InlineData(" 1", DecimalTextError.Malformed)]
    [InlineData("1.2.3", DecimalTextError.Malformed)]
    [InlineData("--1", DecimalTextError.Malformed)]
    [InlineData("٣", DecimalTextError.Malformed)]
    [InlineData("NaN", DecimalTextError.Malformed)]
    [InlineData("1.001", DecimalTextError.TooFine)]
    [InlineData("1.03", DecimalTextError.TooFine)]
    [InlineData("99999999999999999999", DecimalTextError.TooLarge)]
    [InlineData("99999999999999999999999999999999999999", DecimalTextError.TooLarge)]
    public void Refuses_what_is_not_a_whole_number_of_units(string text, DecimalTextError expected)
    {
        Assert.Equal(expected, DecimalText.TryParse(text, 2, 5, out long units));
        Assert.Equal(0, units);
    }

    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        var cases =
            from units in Properties.Signed(long.MaxValue)
            from decimals in Gen.Choose(0, DecimalText.MaximumDecimals)
            from size in Properties.Magnitude(1_000_000_000)
            select (units, decimals, size: Math.Max(1, size));
        Properties.Check(cases, c =>
        {
            string text = DecimalText.Format(c.units, c.decimals, c.size);
            Assert.Equal(DecimalTextError.None, DecimalText.TryParse(text, c.decimals, c.size, out long units));
            Assert.Equal(c.units, units);
        });
    }

    [Fact]
    public void Agrees_with_decimal_arithmetic()
    {
        var cases =
            from units in Properties.Signed(1L << 50)
            from decimals in Gen.Choose(0, 8)
            select (units, decimals);
        Properties.Check(cases, c =>
        {
            decimal value = c.units;
            for (int i = 0; i < c.decimals; i++)
            {
                value /= 10;
            }

            Assert.Equal(value, decimal.Parse(DecimalText.Format(c.units, c.decimals), CultureInfo.InvariantCulture));
        });
    }

    [Fact]
    public void A_unit_without_size_is_a_mistake_of_the_caller()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => DecimalText.TryParse("1", 2, 0, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => DecimalText.Format(1, 19));
    }
}
