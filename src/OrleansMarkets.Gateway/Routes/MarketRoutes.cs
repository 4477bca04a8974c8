using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.Gateway.Shapes;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Market;
using WireTrade = OrleansMarkets.Wire.Market.PublicTrade;

namespace OrleansMarkets.Gateway.Routes;

/// <summary>Public market data, from the replicas.</summary>
/// <param name="markets">The markets.</param>
/// <param name="clock">The gateway's clock.</param>
internal sealed class MarketRoutes(GatewayMarkets markets, TimeProvider clock) : IRouteSource
{
    private const int MaximumInstruments = 1_000;
    private const int DefaultInstruments = 500;
    private const int MaximumSpotLevels = 200;
    private const int MaximumLinearLevels = 1_000;
    private const int DefaultSpotLevels = 1;
    private const int DefaultLinearLevels = 25;
    private const int MaximumTrades = 1_000;
    private const int DefaultTrades = 60;
    private const long NsPerSecond = 1_000_000_000;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        Get("time", TimeAsync),
        Get("instruments-info", InstrumentsAsync),
        Get("tickers", TickersAsync),
        Get("orderbook", BookAsync),
        Get("recent-trade", TradesAsync),
    ];

    private static Route Get(string name, Func<GatewayRequest, Task> handler) =>
        new(HttpMethods.Get, "/v5/market/" + name, RouteAccess.Public, handler);

    private Task TimeAsync(GatewayRequest request)
    {
        long now = clock.NowNs();
        return request.AnswerAsync(WireJson.Default.EnvelopeServerTime, new ServerTime
        {
            TimeSecond = (now / NsPerSecond).ToString(CultureInfo.InvariantCulture),
            TimeNano = now.ToString(CultureInfo.InvariantCulture),
        });
    }

    private Task InstrumentsAsync(GatewayRequest request)
    {
        QueryParameters query = request.Query;
        string? category = query.Text("category");
        int limit = query.Number("limit", DefaultInstruments, 1, MaximumInstruments);
        string? after = query.Text("cursor");
        GatewayMarket[] page =
        [
            .. markets.Selected(category, query.Text("symbol"), query.Text("baseCoin"), settleCoin: null)
                .Where(market => query.Text("status") is null or "Trading")
                .Where(market => after is null || string.CompareOrdinal(market.Symbol, after) > 0)
                .Take(limit + 1),
        ];
        string next = page.Length > limit ? page[limit - 1].Symbol : string.Empty;
        IEnumerable<GatewayMarket> shown = page.Take(limit);
        return GatewayMarkets.KindOf(category) == MarketKind.Spot
            ? request.AnswerAsync(
                WireJson.Default.EnvelopeListPageSpotInstrument,
                Page(category, [.. shown.Select(market => MarketShapes.Spot(market.Listed, markets.Assets))], next))
            : request.AnswerAsync(
                WireJson.Default.EnvelopeListPageLinearInstrument,
                Page(category, [.. shown.Select(market => MarketShapes.Linear(market.Listed))], next));
    }

    private Task TickersAsync(GatewayRequest request)
    {
        QueryParameters query = request.Query;
        string? category = query.Text("category");
        IEnumerable<GatewayMarket> selected = markets.Selected(category, query.Text("symbol"), query.Text("baseCoin"), settleCoin: null);
        long now = clock.NowNs();
        return GatewayMarkets.KindOf(category) == MarketKind.Spot
            ? request.AnswerAsync(
                WireJson.Default.EnvelopeListPageSpotTicker,
                Page(category, [.. selected.Select(market => MarketShapes.SpotTicker(market, market.Replica.ReadTicker(now)))]))
            : request.AnswerAsync(
                WireJson.Default.EnvelopeListPageLinearTicker,
                Page(category, [.. selected.Select(market => MarketShapes.LinearTicker(market, market.Replica.ReadTicker(now)))]));
    }

    private Task BookAsync(GatewayRequest request)
    {
        GatewayMarket market = markets.Find(request.Query.Text("category"), request.Query.Text("symbol"));
        int levels = market.IsSpot
            ? request.Query.Number("limit", DefaultSpotLevels, 1, MaximumSpotLevels)
            : request.Query.Number("limit", DefaultLinearLevels, 1, MaximumLinearLevels);
        DepthImage depth = market.Replica.ReadDepth(levels);
        return request.AnswerAsync(WireJson.Default.EnvelopeOrderBook, MarketShapes.Book(market, depth, clock.NowMs()));
    }

    private Task TradesAsync(GatewayRequest request)
    {
        string? category = request.Query.Text("category");
        GatewayMarket market = markets.Find(category, request.Query.Text("symbol"));
        int count = request.Query.Number("limit", DefaultTrades, 1, MaximumTrades);
        WireTrade[] trades = [.. market.Replica.ReadTrades(count).Select(trade => MarketShapes.Trade(market, trade))];
        return request.AnswerAsync(WireJson.Default.EnvelopeListPagePublicTrade, Page(category, trades));
    }

    private static ListPage<T> Page<T>(string? category, T[] items, string next = "") =>
        new() { Category = category ?? string.Empty, Items = items, NextPageCursor = next };
}
