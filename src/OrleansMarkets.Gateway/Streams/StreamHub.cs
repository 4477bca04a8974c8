using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.MarketData.Candles;

namespace OrleansMarkets.Gateway.Streams;

/// <summary>Finds the streams of markets and makes them when somebody asks for the first time.</summary>
/// <param name="markets">The markets.</param>
/// <param name="privates">The private streams.</param>
/// <param name="clock">The gateway's clock.</param>
internal sealed class StreamHub(GatewayMarkets markets, PrivateStreams privates, TimeProvider clock)
{
    private static readonly Dictionary<string, int> BookDepths = new(StringComparer.Ordinal)
    {
        ["1"] = 1,
        ["50"] = 50,
        ["200"] = 200,
    };

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, MarketStream> _streams = new(StringComparer.Ordinal);

    /// <summary>Reads a public topic.</summary>
    public bool TryParse(StreamKind kind, string name, [NotNullWhen(true)] out PublicTopic? topic)
    {
        topic = null;
        if (kind.Market is not { } market)
        {
            return false;
        }

        string[] parts = name.Split('.');
        if (!TryFind(market, parts[^1], out GatewayMarket? found))
        {
            return false;
        }

        topic = parts switch
        {
            ["orderbook", var depth, _] => Book(name, depth, found),
            ["x", "orderbook", var depth, _] => Book(name, depth, found) is { } book ? book with { IsChecked = true } : null,
            ["x", "orders", _] when found.Replica.OpenOrders <= OrdersTopic.MaximumOrders =>
                new PublicTopic(name, TopicContent.Orders, found),
            ["x", "auction", _] => new PublicTopic(name, TopicContent.Auction, found),
            ["publicTrade", _] => new PublicTopic(name, TopicContent.Trades, found),
            ["tickers", _] => new PublicTopic(name, TopicContent.Ticker, found),
            ["kline", var code, _] when CandleInterval.TryParse(code, out CandleInterval? interval) =>
                new PublicTopic(name, TopicContent.Candles, found) { Interval = interval },
            _ => null,
        };
        return topic is not null;
    }

    /// <summary>Adds a subscriber to a public topic.</summary>
    public void Subscribe(StreamConnection connection, PublicTopic topic) => StreamOf(topic.Market).Subscribe(connection, topic);

    /// <summary>Adds topics of the private stream to an authenticated connection.</summary>
    public void SubscribePrivate(StreamConnection connection, IEnumerable<string> topics)
    {
        foreach (string topic in topics)
        {
            connection.Add(topic);
        }

        FollowAll();
        privates.Add(connection);
    }

    /// <summary>Makes the streams of all markets: a private stream listens to each of them, also to those that come later.</summary>
    public void FollowAll()
    {
        foreach (GatewayMarket market in markets.All())
        {
            StreamOf(market);
        }
    }

    /// <summary>Removes a topic from a connection.</summary>
    public void Unsubscribe(StreamConnection connection, string topic)
    {
        if (connection.Remove(topic))
        {
            foreach (MarketStream stream in _streams.Values)
            {
                stream.Unsubscribe(connection, topic);
            }
        }
    }

    /// <summary>Removes a connection that ended.</summary>
    public void Forget(StreamConnection connection)
    {
        privates.Remove(connection);
        foreach (MarketStream stream in _streams.Values)
        {
            stream.Forget(connection);
        }
    }

    private static PublicTopic? Book(string name, string depth, GatewayMarket market) =>
        BookDepths.TryGetValue(depth, out int levels) ? new PublicTopic(name, TopicContent.Book, market) { Levels = levels } : null;

    private bool TryFind(MarketKind kind, string symbol, [NotNullWhen(true)] out GatewayMarket? market)
    {
        try
        {
            market = markets.Find(kind == MarketKind.Spot ? Wire.Categories.Spot : Wire.Categories.Linear, symbol);
            return true;
        }
        catch (RequestException)
        {
            market = null;
            return false;
        }
    }

    private MarketStream StreamOf(GatewayMarket market)
    {
        if (_streams.TryGetValue(market.Symbol, out MarketStream? stream) && !stream.HasEnded)
        {
            return stream;
        }

        lock (_gate)
        {
            if (!_streams.TryGetValue(market.Symbol, out stream) || stream.HasEnded)
            {
                stream = new MarketStream(market, privates, clock);
                _streams[market.Symbol] = stream;
            }

            return stream;
        }
    }
}
