using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.Gateway.Shapes;
using OrleansMarkets.MarketData.Candles;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Market;

namespace OrleansMarkets.Gateway.Routes;

/// <summary>Candles of trades, mark and index, from the replicas.</summary>
/// <param name="markets">The markets.</param>
internal sealed class CandleRoutes(GatewayMarkets markets) : IRouteSource
{
    private const int MaximumCandles = 1_000;
    private const int DefaultCandles = 200;

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        Get("kline", CandleSource.Trades),
        Get("mark-price-kline", CandleSource.Mark),
        Get("index-price-kline", CandleSource.Index),
    ];

    private static long? Time(QueryParameters query, string name) => query.Text(name) is null ? null : query.TimeNs(name, absent: 0);

    private Route Get(string name, CandleSource source) =>
        new(HttpMethods.Get, "/v5/market/" + name, RouteAccess.Public, request => AnswerAsync(request, source));

    private Task AnswerAsync(GatewayRequest request, CandleSource source)
    {
        QueryParameters query = request.Query;
        string? category = query.Text("category") ?? Categories.Linear;
        GatewayMarket market = markets.Find(category, query.Text("symbol"));
        if (source != CandleSource.Trades && market.IsSpot)
        {
            throw RequestException.Invalid("spot has candles of trades alone");
        }

        if (!CandleInterval.TryParse(query.Text("interval"), out CandleInterval? interval))
        {
            throw RequestException.Invalid("interval is missing or unknown");
        }

        int limit = query.Number("limit", DefaultCandles, 1, MaximumCandles);
        ImmutableArray<Candle> bars = market.Replica.ReadCandles(
            new CandleQuery(source, interval, Time(query, "start"), Time(query, "end"), limit));
        return request.AnswerAsync(WireJson.Default.EnvelopeCandleList, new CandleList
        {
            Category = category,
            Symbol = market.Listed.PublicSymbol,
            List = [.. bars.Select(bar => CandleShapes.Listed(market.Scale, bar, source))],
        });
    }
}
