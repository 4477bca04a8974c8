using System.Text.Json;
using OrleansMarkets.EndToEnd.Processes;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Market;
using OrleansMarkets.Wire.Trading;
using OrleansMarkets.Wire.Venue;

namespace OrleansMarkets.EndToEnd;

/// <summary>What tests ask of a running host.</summary>
/// <param name="http">The connection.</param>
/// <param name="directory">The data directory, for the operator's key.</param>
/// <param name="banner">What the host said.</param>
internal sealed class Venue(HttpClient http, string directory, SiloBanner banner)
{
    /// <summary>Where the gateway is.</summary>
    public Uri Url { get; } = banner.Url;

    /// <summary>The account that the banner shows.</summary>
    public SignedClient Demo { get; } = new(http, banner.Url, banner.ApiKey, banner.ApiSecret);

    /// <summary>The operator, with the key that the data directory has.</summary>
    public SignedClient Operator { get; } = ReadOperator(http, directory, banner.Url);

    /// <summary>Opens an account.</summary>
    /// <param name="deposit">What it begins with, settlement coin.</param>
    public async Task<SignedClient> OpenAccountAsync(string deposit)
    {
        Envelope<NewAccount> answer = await Operator.PostAsync(
            "/v5/x/account/new",
            new NewAccountRequest { Deposit = deposit },
            WireJson.Default.NewAccountRequest,
            WireJson.Default.EnvelopeNewAccount);
        Assert.True(answer.Code == RetCodes.Ok, answer.Message);
        return new SignedClient(http, Url, answer.Result!.ApiKey, answer.Result.ApiSecret);
    }

    /// <summary>The mark price of a perpetual.</summary>
    public async Task<decimal> ReadMarkAsync(string symbol)
    {
        ListPage<LinearTicker> page = await Demo.GetAsync(
            "/v5/market/tickers", $"category=linear&symbol={symbol}", WireJson.Default.EnvelopeListPageLinearTicker);
        return Money.Parse(Assert.Single(page.Items).MarkPrice);
    }

    /// <summary>Requires that sizes and cash of every market add up to zero.</summary>
    public async Task RequireSumsAsync()
    {
        MarketAuditList audits = await Operator.GetAsync("/v5/x/market/report", "", WireJson.Default.EnvelopeMarketAuditList);
        Assert.Equal(4, audits.List.Count);
        Assert.All(audits.List, audit => Assert.Equal((0m, 0m), (Money.Parse(audit.SizeSum), Money.Parse(audit.QuoteSum))));
    }

    /// <summary>The orders of an account, by the client's own id; more than one would be a doubled order.</summary>
    public static async Task<IReadOnlyList<Order>> FindAsync(SignedClient account, string symbol, string linkId)
    {
        ListPage<Order> page = await account.GetAsync(
            "/v5/order/realtime", $"category=linear&symbol={symbol}&orderLinkId={linkId}", WireJson.Default.EnvelopeListPageOrder);
        return page.Items;
    }

    /// <summary>All executions of an account in a market.</summary>
    public static async Task<IReadOnlyList<Execution>> ExecutionsAsync(SignedClient account, string symbol)
    {
        List<Execution> all = [];
        string cursor = string.Empty;
        do
        {
            ListPage<Execution> page = await account.GetAsync(
                "/v5/execution/list",
                $"category=linear&symbol={symbol}&limit=100{(cursor.Length == 0 ? "" : "&cursor=" + cursor)}",
                WireJson.Default.EnvelopeListPageExecution);
            all.AddRange(page.Items);
            cursor = Uri.EscapeDataString(page.NextPageCursor);
        }
        while (cursor.Length > 0);
        return all;
    }

    private static SignedClient ReadOperator(HttpClient http, string directory, Uri url)
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(directory, "operator.json")));
        string Text(string name) => file.RootElement.GetProperty(name).GetString()!;
        Assert.Equal(url.GetLeftPart(UriPartial.Authority), Text("url"));
        return new SignedClient(http, url, Text("apiKey"), Text("apiSecret"));
    }
}
