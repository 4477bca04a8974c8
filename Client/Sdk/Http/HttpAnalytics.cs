using OrleansMarkets.Client.Retries;
using OrleansMarkets.Wire;

namespace OrleansMarkets.Client.Http;

/// <summary>What is folded from the flow of a market, over HTTP: tickers, candles, toxicity, markouts, auctions.</summary>
internal sealed class HttpAnalytics(GatewayTransport transport, Repeater repeater)
{
    public Task<IReadOnlyList<Candle>> GetCandlesAsync(MarketId market, CandleRequest request, CancellationToken cancellation)
    {
        request.Validate(market);
        string route = request.Source switch
        {
            CandleSource.Mark => GatewayRoutes.MarkCandles,
            CandleSource.Index => GatewayRoutes.IndexCandles,
            _ => GatewayRoutes.Candles,
        };
        string query = Query(
            market,
            ("interval", CandleIntervals.Code(request.Interval)),
            ("start", Milliseconds(request.From)),
            ("end", Milliseconds(request.To)),
            ("limit", QueryText.Number(request.Count)));
        return repeater.ReadAsync<IReadOnlyList<Candle>>(
            async token =>
            {
                var page = await transport.GetAsync(route, query, WireJson.Default.EnvelopeCandleList, token);
                return [.. WireMapping.Listed(page.List).Select(WireMapping.ToCandle)];
            },
            cancellation);
    }

    public Task<MarketTicker> GetTickerAsync(MarketId market, CancellationToken cancellation) => repeater.ReadAsync(
        async token => market.Category == MarketCategory.Spot
            ? WireMapping.ToTicker(market, Only(await transport.GetAsync(
                GatewayRoutes.Tickers, Query(market), WireJson.Default.EnvelopeListPageSpotTicker, token)))
            : WireMapping.ToTicker(market, Only(await transport.GetAsync(
                GatewayRoutes.Tickers, Query(market), WireJson.Default.EnvelopeListPageLinearTicker, token))),
        cancellation);

    public Task<Toxicity> GetToxicityAsync(MarketId market, CancellationToken cancellation) => repeater.ReadAsync(
        async token =>
        {
            var page = await transport.GetAsync(
                GatewayRoutes.Toxicity, Query(market), WireJson.Default.EnvelopeListPageMarketToxicity, token);
            return WireMapping.ToToxicity(market, Only(page));
        },
        cancellation);

    public Task<IReadOnlyList<Markout>> GetMarkoutsAsync(MarketId market, CancellationToken cancellation) =>
        repeater.ReadAsync<IReadOnlyList<Markout>>(
            async token =>
            {
                var page = await transport.GetSignedAsync(
                    GatewayRoutes.Markouts, Query(market), WireJson.Default.EnvelopeListPageAccountMarkout, token);
                return [.. WireMapping.Listed(page.Items).Select(each => WireMapping.ToMarkout(market, each))];
            },
            cancellation);

    public Task<MarketAuction> GetAuctionAsync(MarketId market, CancellationToken cancellation) => repeater.ReadAsync(
        async token => WireMapping.ToAuction(
            market, await transport.GetAsync(GatewayRoutes.Auction, Query(market), WireJson.Default.EnvelopeMarketAuction, token)),
        cancellation);

    private static T Only<T>(ListPage<T> page) => WireMapping.Listed(page.Items) is [var only]
        ? only
        : throw new ProtocolException("the gateway gave not one answer about one market");

    private static string Query(MarketId market, params (string Name, string? Value)[] more) => QueryText.Of(
        [("category", WireMapping.Text(market.Category)), ("symbol", market.Symbol), .. more]);

    private static string? Milliseconds(DateTimeOffset? time) =>
        time is { } some ? QueryText.Number(some.ToUnixTimeMilliseconds()) : null;
}
