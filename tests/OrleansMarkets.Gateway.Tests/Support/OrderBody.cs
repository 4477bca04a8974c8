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

    /// <summary>A limit order with more fields.</summary>
    public static string With(string side, string qty, string price, string more, string? link = null) =>
        Limit(side, qty, price, link).TrimEnd()[..^1] + "," + more + "}";

    /// <summary>A market order that waits for a price.</summary>
    public static string Stop(string side, string qty, string trigger, int direction, string more = "") => Market(
        side, qty, more: $",\"triggerPrice\":\"{trigger}\",\"triggerDirection\":{direction},\"triggerBy\":\"IndexPrice\"{more}");

    public static string Batch(params string[] items) =>
        $$"""{"category":"linear","request":[{{string.Join(',', items)}}]}""";

    public static string Cancel(string idName, string id, string category = "linear") =>
        $$"""{"category":"{{category}}","symbol":"BTCUSDT","{{idName}}":"{{id}}"}""";
}
