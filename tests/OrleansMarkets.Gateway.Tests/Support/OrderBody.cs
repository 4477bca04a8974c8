namespace OrleansMarkets.Gateway.Tests.Support;

/// <summary>Bodies of orders as bots write them.</summary>
internal static class OrderBody
{
    public static string Limit(
        string side, string qty, string price, string? link = null, string category = "linear", string timeInForce = "GTC") =>
        $$"""
        {"category":"{{category}}","symbol":"BTCUSDT","side":"{{side}}","orderType":"Limit","qty":"{{qty}}","price":"{{price}}",
        "timeInForce":"{{timeInForce}}"{{(link is null ? "" : $",\"orderLinkId\":\"{link}\"")}}}
        """;

    public static string Market(string side, string qty, string category = "linear", string more = "") =>
        $$"""{"category":"{{category}}","symbol":"BTCUSDT","side":"{{side}}","orderType":"Market","qty":"{{qty}}"{{more}}}""";

    public static string Cancel(string idName, string id, string category = "linear") =>
        $$"""{"category":"{{category}}","symbol":"BTCUSDT","{{idName}}":"{{id}}"}""";
}
