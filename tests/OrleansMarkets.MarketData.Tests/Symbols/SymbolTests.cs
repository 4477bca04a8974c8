using System.Globalization;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;
using OrleansMarkets.MarketData.Symbols;

namespace OrleansMarkets.MarketData.Tests.Symbols;

public sealed class SymbolTests
{
    private static readonly AssetTable Assets = new("USDT", [new Asset("USDT", 6), new Asset("BTC", 8)]);

    // Prices in 0.1 USDT, lots of 0.001 BTC.
    private static MarketScale Scale =>
        MarketScale.TryCreate(10_000_000, 100, 6, out MarketScale? scale) ? scale : throw new InvalidOperationException();

    [Fact]
    public void Text_and_units_are_exact_both_ways()
    {
        Random random = new(3);
        for (int i = 0; i < 1_000; i++)
        {
            long units = random.NextInt64(long.MaxValue / 100_000_000);
            Assert.Equal(DecimalTextError.None, Scale.TryReadPrice(Scale.Price(units), out long price));
            Assert.Equal(DecimalTextError.None, Scale.TryReadQuantity(Scale.Quantity(units), out long lots));
            Assert.Equal(DecimalTextError.None, Scale.TryReadAmount(Scale.Amount(units), out long quanta));
            Assert.Equal((units, units, units), (price, lots, quanta));
        }

        Assert.Equal(("50000.5", "1.234", "0.000001"), (Scale.Price(500_005), Scale.Quantity(1_234), Scale.Amount(1)));
    }

    // What is under way when a client or a gateway is replaced is resolved by these ids: they may never change.
    [Fact]
    public void Command_ids_are_the_first_half_of_a_hash_over_domain_and_name()
    {
        CommandKey order = CommandIds.OfOrderLink("quote-17");
        Assert.Equal(new CommandKey(0xa214af9af1b52ba3, 0xe55365f6cc75b176), order);
        Assert.Equal(new CommandKey(0x4ea47f395df67d9d, 0x34c85d64e7de57df), CommandIds.OfPart(order, "takeProfit"));
        Assert.Equal(new CommandKey(0x6995b6f4b74bb69f, 0x1741c6560ca6236d), CommandIds.OfDeposit("d-1"));
        string signature = new('ä', 200);
        Assert.Equal(new CommandKey(0xfeeac8c338e4f99d, 0xcad209b33c7ad77b), CommandIds.OfSignature("key", signature));
    }

    [Fact]
    public void A_number_has_the_units_of_its_text()
    {
        Random random = new(7);
        for (int i = 0; i < 20_000; i++)
        {
            bool isNegative = random.Next(2) == 0;
            (int high, int middle) = (random.Next() >> random.Next(32), random.Next() >> random.Next(32));
            decimal number = new(random.Next(), middle, high, isNegative, (byte)random.Next(29));
            number = i % 2 == 0 ? number : decimal.Round(number % 1_000_000, random.Next(9));
            int decimals = random.Next(DecimalText.MaximumDecimals + 1);
            long size = 1 + random.Next(20);
            string text = number.ToString(CultureInfo.InvariantCulture);
            DecimalTextError read = DecimalText.TryParse(text, decimals, size, out long expected);
            DecimalTextError converted = DecimalUnits.TryConvert(number, decimals, size, out long units);
            Assert.Equal((read == DecimalTextError.None, expected), (converted == DecimalTextError.None, units));
        }
    }

    [Theory]
    [InlineData("-9223372036854775808", 0, DecimalTextError.None)]
    [InlineData("-9223372036854775809", 0, DecimalTextError.TooLarge)]
    [InlineData("9223372036854775808", 0, DecimalTextError.TooLarge)]
    [InlineData("79228162514264337593543950335", 18, DecimalTextError.TooLarge)]
    [InlineData("0.10000000000000000000000000", 1, DecimalTextError.None)]
    [InlineData("0.10000000000000000000000001", 18, DecimalTextError.TooFine)]
    public void A_number_at_the_edge_is_refused_as_its_text_is(string text, int decimals, DecimalTextError expected)
    {
        decimal number = decimal.Parse(text, CultureInfo.InvariantCulture);
        Assert.Equal(expected, DecimalUnits.TryConvert(number, decimals, 1, out long units));
        Assert.Equal(expected, DecimalText.TryParse(text, decimals, 1, out long read));
        Assert.Equal(read, units);
    }

    [Theory]
    [InlineData("50000.05")]
    [InlineData("0.01")]
    public void A_price_between_two_units_is_refused_and_never_rounded(string text)
    {
        Assert.Equal(DecimalTextError.TooFine, Scale.TryReadPrice(text, out long units));
        Assert.Equal(0, units);
        Assert.Equal(DecimalTextError.TooFine, Scale.TryReadQuantity("0.0001", out _));
        Assert.Equal(DecimalTextError.Malformed, Scale.TryReadQuantity("1e3", out _));
        Assert.Equal(DecimalTextError.TooLarge, Scale.TryReadQuantity("99999999999999999999999", out _));
    }

    [Fact]
    public void Amounts_averages_and_ratios()
    {
        Assert.Equal("5000.05", Scale.Value(500_005, 100));
        Assert.Equal("50000.5", Scale.AveragePrice(500_005L * 100 * 100, 100));
        Assert.Equal(string.Empty, Scale.AveragePrice(0, 0));
        Assert.Equal(18, Scale.LotsFor(1_000_000_000, 550_000));
        Assert.Equal(("0.0005", "-0.0001"), (MarketScale.Rate(500), MarketScale.Rate(-100)));
        Assert.Equal(("0.33333333", "0"), (MarketScale.Ratio(1, 3), MarketScale.Ratio(1, 0)));
        Assert.Equal(1, Scale.PriceScale);
        Assert.Equal(
            long.MaxValue.ToString(CultureInfo.InvariantCulture).Insert(13, "."), Scale.Amount(Int128.MaxValue));
    }

    [Fact]
    public void A_lot_without_a_decimal_form_has_no_scale()
    {
        Assert.False(MarketScale.TryCreate(3, 1, 6, out _));
        Assert.True(MarketScale.TryCreate(1, 1, 8, out MarketScale? one));
        Assert.Equal(("0.00000001", "1"), (one.Price(1), one.Quantity(1)));
    }

    [Fact]
    public void Markets_are_found_by_kind_and_public_name()
    {
        MarketDefinition perpetual = Definition("BTCUSDT-PERP", MarketKind.LinearPerpetual);
        MarketDirectory directory = MarketDirectory.Of(
            [
                Definition("Z-BTCUSDT-2", MarketKind.LinearPerpetual),
                Definition("BTCUSDT", MarketKind.Spot),
                perpetual,
                Definition("BTCEUR", MarketKind.Spot) with { QuoteAsset = "EUR" },
            ],
            Assets);
        Assert.Equal(["BTCUSDT", "BTCUSDT-PERP", "Z-BTCUSDT-2"], directory.All.Select(market => market.Symbol));
        Assert.True(directory.TryGet(MarketKind.LinearPerpetual, "BTCUSDT", out ListedMarket? linear));
        Assert.Equal("BTCUSDT-PERP", linear.Symbol);
        Assert.True(directory.TryGet(MarketKind.Spot, "BTCUSDT", out ListedMarket? spot));
        Assert.Equal("BTCUSDT", spot.Symbol);
        Assert.True(directory.TryGet(MarketKind.LinearPerpetual, "Z-BTCUSDT-2", out _));
        Assert.False(directory.TryGet(MarketKind.Spot, "BTCEUR", out _));
        Assert.False(directory.TryGet("BTCUSD", out _));
    }

    [Fact]
    public void Order_ids_are_reversible()
    {
        foreach ((string symbol, long order) in new[] { ("BTCUSDT-PERP", 1L), ("A.B", long.MaxValue) })
        {
            Assert.True(OrderIdText.TryParse(OrderIdText.Of(symbol, order), out string? parsed, out long number));
            Assert.Equal((symbol, order), (parsed, number));
        }

        foreach (string bad in new[] { "", ".", "A.", ".1", "A.0", "A.01", "A.-1", "A.1 ", "A.99999999999999999999", "A1" })
        {
            Assert.False(OrderIdText.TryParse(bad, out _, out _), bad);
        }
    }

    private static MarketDefinition Definition(string symbol, MarketKind kind) => new(
        symbol, kind, "BTC", "USDT", "BTC-USDT", 10_000_000, 100, 0, 1, 1, 1, 1, 10, 10, 10, 1, 1, 0, 0, [], null, null, 1, 1, 1);
}
