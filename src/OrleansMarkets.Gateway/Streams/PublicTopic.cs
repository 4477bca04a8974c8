using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.MarketData.Candles;

namespace OrleansMarkets.Gateway.Streams;

/// <summary>A topic of a public stream.</summary>
/// <param name="Name">As clients name it.</param>
/// <param name="Content">What it carries.</param>
/// <param name="Market">Its market.</param>
internal sealed record PublicTopic(string Name, TopicContent Content, GatewayMarket Market)
{
    /// <summary>Levels a side of a book.</summary>
    public int Levels { get; init; }

    /// <summary>Whether the messages of a book have a checksum.</summary>
    public bool IsChecked { get; init; }

    /// <summary>Length of the candles.</summary>
    public CandleInterval? Interval { get; init; }
}
