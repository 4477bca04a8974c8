using System.Text.Json;
using OrleansMarkets.EndToEnd.Processes;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Account;
using OrleansMarkets.Wire.Trading;
using OrleansMarkets.Wire.Venue;

namespace OrleansMarkets.EndToEnd;

public sealed class StartTests : IDisposable
{
    private const string Symbol = "BTCUSDT";

    private readonly DataFolder _data = new();
    private readonly HttpClient _http = SignedClient.NewConnection();

    public void Dispose()
    {
        _http.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task A_market_starts_answers_stops_and_continues()
    {
        (SiloProcess first, SiloBanner banner) = await SiloProcess.StartAsync(_data.Path);
        string balance;
        using (first)
        {
            Assert.Contains("SYNTHETIC", banner.Text, StringComparison.Ordinal);
            Assert.Contains(", new\n", banner.Text, StringComparison.Ordinal);
            await RequireAnswersAsync(banner);
            Venue venue = new(_http, _data.Path, banner);
            await PlaceAsync(venue, "kept");
            balance = await BalanceAsync(venue.Demo);
            await first.StopAsync();
        }

        (SiloProcess second, SiloBanner again) = await SiloProcess.StartAsync(_data.Path);
        using (second)
        {
            Assert.Equal((banner.ApiKey, banner.ApiSecret), (again.ApiKey, again.ApiSecret));
            Assert.Contains("continued: BTCUSDT-PERP at ", again.Text, StringComparison.Ordinal);
            Venue venue = new(_http, _data.Path, again);
            Assert.Equal(balance, await BalanceAsync(venue.Demo));
            Order kept = Assert.Single(await Venue.FindAsync(venue.Demo, Symbol, "kept"));
            Assert.Equal("New", kept.OrderStatus);
            await venue.RequireSumsAsync();
            await second.StopAsync();
        }

        await LabVerify.RequireIntactAsync(_data.Path);
    }

    [Fact]
    public async Task Without_the_demo_a_start_says_its_banner_and_nothing_else()
    {
        (SiloProcess silo, SiloBanner banner) = await SiloProcess.StartAsync(_data.Path, "--no-demo");
        using (silo)
        {
            Assert.Contains("no makers and traders", banner.Text, StringComparison.Ordinal);
            Venue venue = new(_http, _data.Path, banner);
            Assert.Empty(await Venue.ExecutionsAsync(venue.Demo, Symbol));
            await silo.StopAsync();
            Assert.Equal(banner.Text, silo.Output);
            Assert.Equal(string.Empty, silo.Error);
        }
    }

    [Fact]
    public async Task Secrets_are_for_their_owner_alone()
    {
        (SiloProcess silo, _) = await SiloProcess.StartAsync(_data.Path, "--no-demo");
        using (silo)
        {
            await silo.StopAsync();
        }

        if (OperatingSystem.IsWindows())
        {
            return; // It keeps rights in another way.
        }

        foreach (string file in new[] { "master.key", "operator.json", "demo.json" })
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_data.Path, file)));
        }
    }

    private async Task RequireAnswersAsync(SiloBanner banner)
    {
        string time = await _http.GetStringAsync(new Uri(banner.Url, "/v5/market/time"));
        Assert.Equal(RetCodes.Ok, JsonSerializer.Deserialize(time, WireJson.Default.EnvelopeServerTime)!.Code);
        string status = await _http.GetStringAsync(new Uri(banner.Url, "/v5/x/status"));
        VenueStatus venue = JsonSerializer.Deserialize(status, WireJson.Default.EnvelopeVenueStatus)!.Result!;
        Assert.Equal(4, venue.Markets.Count);
        Assert.All(venue.Markets, market => Assert.Equal("Open", market.Phase));
        Assert.Contains($"  runtime    {venue.Runtime}: ", banner.Text, StringComparison.Ordinal);
    }

    private static async Task PlaceAsync(Venue venue, string linkId)
    {
        decimal mark = await venue.ReadMarkAsync(Symbol);
        Envelope<OrderAck> placed = await venue.Demo.PostAsync(
            "/v5/order/create",
            new CreateOrderRequest
            {
                Category = "linear",
                Symbol = Symbol,
                Side = "Buy",
                OrderType = "Limit",
                Quantity = "0.01",
                Price = Money.Format(decimal.Round(mark * 0.96m, 1)),
                OrderLinkId = linkId,
            },
            WireJson.Default.CreateOrderRequest,
            WireJson.Default.EnvelopeOrderAck);
        Assert.True(placed.Code == RetCodes.Ok, placed.Message);
    }

    private static async Task<string> BalanceAsync(SignedClient account)
    {
        WalletList wallets = await account.GetAsync(
            "/v5/account/wallet-balance", "accountType=UNIFIED", WireJson.Default.EnvelopeWalletList);
        return Assert.Single(Assert.Single(wallets.List).Coins, coin => coin.Coin == "USDT").WalletBalance;
    }
}
