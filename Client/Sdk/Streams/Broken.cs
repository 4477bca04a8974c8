namespace OrleansMarkets.Client.Streams;

/// <summary>What a stream says that has to begin anew.</summary>
internal static class Broken
{
    public static ExchangeUnavailableException Stream(MarketId market, string how) =>
        new(new MarketsError(0, 0, $"the book of {market} has to begin anew: {how}"));
}
