using Microsoft.AspNetCore.Http;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.MarketData.Analytics;
using OrleansMarkets.MarketData.Symbols;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Venue;

namespace OrleansMarkets.Gateway.Routes;

/// <summary>What the flow of a market tells: its toxicity for everybody, and to an account what its own fills were worth later.</summary>
/// <param name="markets">The markets.</param>
internal sealed class AnalyticsRoutes(GatewayMarkets markets) : IRouteSource
{
    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new(HttpMethods.Get, "/v5/x/market/toxicity", RouteAccess.Public, ToxicityAsync),
        new(HttpMethods.Get, "/v5/x/account/markout", RouteAccess.Read, MarkoutsAsync),
    ];

    private static MarketToxicity Shape(GatewayMarket market)
    {
        Toxicity toxicity = market.Replica.ReadToxicity();
        return new MarketToxicity
        {
            Category = market.Category,
            Symbol = market.Listed.PublicSymbol,
            Vpin = toxicity.VpinPpm is { } ppm ? MarketScale.Rate(ppm) : string.Empty,
            Buckets = toxicity.Buckets,
            BucketSize = market.Scale.Quantity(toxicity.BucketLots),
            Bought = market.Scale.Quantity(toxicity.BoughtLots),
            Sold = market.Scale.Quantity(toxicity.SoldLots),
        };
    }

    private static AccountMarkout Shape(GatewayMarket market, in Markout markout) => new()
    {
        Category = market.Category,
        Symbol = market.Listed.PublicSymbol,
        Horizon = markout.HorizonNs / Times.NsPerMs,
        IsMaker = markout.IsMaker,
        Fills = markout.Fills,
        Size = market.Scale.Quantity(markout.Lots),
        Value = market.Scale.Amount(markout.NotionalQuanta),
        Amount = market.Scale.Amount(markout.AmountQuanta),
        Rate = MarketScale.Ratio(markout.AmountQuanta, markout.NotionalQuanta),
    };

    private Task ToxicityAsync(GatewayRequest request) => request.AnswerAsync(
        WireJson.Default.EnvelopeListPageMarketToxicity,
        new ListPage<MarketToxicity> { Category = CategoryOf(request), Items = [.. Selected(request).Select(Shape)] });

    private Task MarkoutsAsync(GatewayRequest request) => request.AnswerAsync(
        WireJson.Default.EnvelopeListPageAccountMarkout,
        new ListPage<AccountMarkout>
        {
            Category = CategoryOf(request),
            Items =
            [
                .. from market in Selected(request)
                   from markout in market.Replica.ReadMarkouts(request.Caller.Account)
                   select Shape(market, markout),
            ],
        });

    private IEnumerable<GatewayMarket> Selected(GatewayRequest request)
    {
        QueryParameters query = request.Query;
        return markets.Selected(CategoryOf(request), query.Text("symbol"), query.Text("baseCoin"), query.Text("settleCoin"));
    }

    private static string CategoryOf(GatewayRequest request) => request.Query.Text("category") ?? Categories.Linear;
}
