using System.Globalization;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Tests.Support;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Gateway.Tests.Http;

public sealed class CandleTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    private const string Kline = "/v5/market/kline?category=linear&symbol=BTCUSDT";

    [Fact]
    public async Task Candles_are_those_of_the_trades()
    {
        SigningClient maker = await host.TraderAsync();
        SigningClient taker = await host.TraderAsync();
        foreach (string price in new[] { "50000", "50010", "49990" })
        {
            await maker.PostAsync("/v5/order/create", OrderBody.Limit("Sell", "0.1", price));
            await taker.PostAsync("/v5/order/create", OrderBody.Limit("Buy", "0.1", price));
        }

        // A month may end in between, and then the three trades are in two bars.
        string[][] bars = await BarsAsync(Kline + "&interval=M");
        Assert.Equal("49990", bars[0][4]);
        Assert.Equal(0.3m, bars.Sum(bar => Number(bar[5])));
        Assert.Equal(15_000m, bars.Sum(bar => Number(bar[6])));
        Assert.Equal(("50010", "49990"), (bars.MaxBy(bar => Number(bar[2]))![2], bars.MinBy(bar => Number(bar[3]))![3]));
        DateTimeOffset start = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(bars[0][0], CultureInfo.InvariantCulture));
        Assert.Equal((1, TimeSpan.Zero), (start.Day, start.TimeOfDay));

        string[][] minutes = await BarsAsync(Kline + "&interval=1&limit=1000");
        Assert.Equal(0.3m, minutes.Sum(bar => Number(bar[5])));
        Assert.All(minutes.Zip(minutes.Skip(1)), pair => Assert.Equal(60_000, Number(pair.First[0]) - Number(pair.Second[0])));
        string first = minutes[^1][0];
        Assert.Equal([minutes[^1]], await BarsAsync($"{Kline}&interval=1&start={first}&limit=1"));
        Assert.Equal([minutes[^1]], await BarsAsync($"{Kline}&interval=1&end={first}"));
        Assert.Empty(await BarsAsync($"{Kline}&interval=1&start={TimeProvider.System.NowMs() + 10_000_000}"));
    }

    [Fact]
    public async Task Mark_and_index_have_candles_without_volume()
    {
        foreach (string source in new[] { "mark", "index" })
        {
            string[][] bars = await BarsAsync($"/v5/market/{source}-price-kline?category=linear&symbol=BTCUSDT&interval=W");
            Assert.Equal(5, bars[0].Length);
            Assert.Equal("50000", bars[0][4]);
        }
    }

    [Theory]
    [InlineData("/v5/market/kline?category=linear&symbol=BTCUSDT")]
    [InlineData("/v5/market/kline?category=linear&symbol=BTCUSDT&interval=2")]
    [InlineData("/v5/market/kline?category=linear&symbol=BTCUSDT&interval=1&start=x")]
    [InlineData("/v5/market/kline?category=linear&interval=1")]
    [InlineData("/v5/market/mark-price-kline?category=spot&symbol=BTCUSDT&interval=1")]
    public async Task Bad_questions_are_refused(string query) =>
        Assert.Equal(RetCodes.InvalidParameter, await host.Anonymous.CodeAsync(query));

    private async Task<string[][]> BarsAsync(string query) =>
    [
        .. (await host.Anonymous.GetAsync(query)).GetProperty("list").EnumerateArray()
            .Select(bar => bar.EnumerateArray().Select(text => text.GetString()!).ToArray()),
    ];

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
