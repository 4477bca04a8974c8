using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Core.Tests.Money;

public sealed class AssetTableTests
{
    [Fact]
    public void Only_the_settlement_asset_weighs_anything()
    {
        var table = new AssetTable("USDT", [new Asset("USDT", 6), new Asset("BTC", 8)]);
        Assert.Equal(IntegerMath.Ppm, table.CollateralWeightPpm("USDT"));
        Assert.Equal(0, table.CollateralWeightPpm("BTC"));
        Assert.Equal(0, table.CollateralWeightPpm("DOGE"));
        Assert.Equal(["BTC", "USDT"], table.Assets.Select(asset => asset.Code));
        Assert.True(table.TryGet("BTC", out Asset? btc));
        Assert.Equal(8, btc.QuantumDecimals);
        Assert.False(table.TryGet("DOGE", out _));
    }

    [Theory]
    [InlineData("usdt", 6)]
    [InlineData("", 6)]
    [InlineData("US-DT", 6)]
    [InlineData("TOOLONGCODE123456", 6)]
    [InlineData("USDT", -1)]
    [InlineData("USDT", 19)]
    public void A_malformed_asset_is_refused(string code, int decimals) =>
        Assert.Throws<ArgumentException>(() => new AssetTable(code, [new Asset(code, decimals)]));

    [Fact]
    public void A_missing_or_doubled_asset_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new AssetTable("USDT", [new Asset("BTC", 8)]));
        Assert.Throws<ArgumentException>(() => new AssetTable("USDT", [new Asset("USDT", 6), new Asset("USDT", 6)]));
    }
}
