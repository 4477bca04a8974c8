using System.Text.Json;
using System.Threading.Channels;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.Gateway.Shapes;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.MarketData.Replicas;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Streams;

namespace OrleansMarkets.Gateway.Streams;

/// <summary>
/// The streams of one market: takes the replica's updates and sends each topic's messages, made once, to all its subscribers. Trades and
/// private events leave at once, in order; books and tickers are conflated.
/// </summary>
internal sealed class MarketStream : IMarketDataSubscriber
{
    /// <summary>Updates that may wait; when more do, all subscribers of the market are dropped and begin again.</summary>
    public const int MaximumPending = 16_384;

    /// <summary>Shortest time between two messages of a book.</summary>
    public static readonly TimeSpan BookPeriod = TimeSpan.FromMilliseconds(10);

    /// <summary>Shortest time between two messages of a ticker.</summary>
    public static readonly TimeSpan TickerPeriod = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly Channel<MarketUpdate> _updates = Channel.CreateBounded<MarketUpdate>(MaximumPending);
    private readonly Dictionary<string, Subscribers> _topics = new(StringComparer.Ordinal);
    private readonly GatewayMarket _market;
    private readonly PrivateStreams _privates;
    private readonly TimeProvider _clock;
    private readonly IDisposable _subscription;
    private bool _ended;

    /// <summary>Subscribes to the replica and begins.</summary>
    /// <param name="market">The market.</param>
    /// <param name="privates">Takes orders and executions.</param>
    /// <param name="clock">The gateway's clock.</param>
    public MarketStream(GatewayMarket market, PrivateStreams privates, TimeProvider clock)
    {
        (_market, _privates, _clock) = (market, privates, clock);
        _subscription = market.Replica.Subscribe(this, depthLevels: 0, out _);
        _ = RunAsync();
    }

    /// <summary>Whether it has ended; another one must be made.</summary>
    public bool HasEnded
    {
        get
        {
            lock (_gate)
            {
                return _ended;
            }
        }
    }

    /// <inheritdoc/>
    public void OnUpdate(MarketUpdate update)
    {
        if (!_updates.Writer.TryWrite(update))
        {
            _updates.Writer.TryComplete();
            throw new InvalidOperationException("The streams of the market are too slow.");
        }
    }

    /// <summary>Adds a subscriber to a topic; a book or ticker begins with a snapshot.</summary>
    public void Subscribe(StreamConnection connection, PublicTopic topic)
    {
        lock (_gate)
        {
            if (_ended || !connection.Add(topic.Name))
            {
                return;
            }

            if (!_topics.TryGetValue(topic.Name, out Subscribers? subscribers))
            {
                subscribers = new Subscribers(topic, topic.Content == TopicContent.Book ? new BookTopic(topic) : null);
                _topics.Add(topic.Name, subscribers);
            }

            subscribers.Connections.Add(connection);
            if (subscribers.Book is not null)
            {
                connection.Send(subscribers.Book.Snapshot(_clock.NowMs()));
            }
            else if (topic.Content == TopicContent.Ticker)
            {
                connection.Send(TickerMessage(topic));
            }
        }
    }

    /// <summary>Removes a subscriber from a topic; a topic without subscribers ends.</summary>
    public void Unsubscribe(StreamConnection connection, string topic)
    {
        lock (_gate)
        {
            if (_topics.TryGetValue(topic, out Subscribers? subscribers)
                && subscribers.Connections.Remove(connection)
                && subscribers.Connections.Count == 0)
            {
                _topics.Remove(topic);
            }
        }
    }

    /// <summary>Removes a subscriber from all topics.</summary>
    public void Forget(StreamConnection connection)
    {
        lock (_gate)
        {
            foreach (string topic in _topics.Keys.ToArray())
            {
                Unsubscribe(connection, topic);
            }
        }
    }

    private async Task RunAsync()
    {
        try
        {
            await PumpAsync();
        }
        finally
        {
            End();
        }
    }

    private async Task PumpAsync()
    {
        var books = new Pace(_clock, BookPeriod);
        var tickers = new Pace(_clock, TickerPeriod);
        Task<bool> waiting = _updates.Reader.WaitToReadAsync().AsTask();
        while (true)
        {
            TimeSpan? pause = books.Pause() is { } first && (tickers.Pause() is not { } other || first < other) ? first : tickers.Pause();
            if (pause is { } wait && wait > TimeSpan.Zero)
            {
                await Task.WhenAny(waiting, Task.Delay(wait, _clock));
            }
            else if (pause is null && !await waiting)
            {
                return;
            }

            if (waiting.IsCompleted)
            {
                while (_updates.Reader.TryRead(out MarketUpdate? update))
                {
                    Publish(update);
                    books.Want();
                    tickers.Want();
                }

                waiting = _updates.Reader.WaitToReadAsync().AsTask();
            }

            if (books.IsDue())
            {
                PublishAll(TopicContent.Book, static (subscribers, nowMs) => subscribers.Book!.Next(nowMs));
            }

            if (tickers.IsDue())
            {
                PublishAll(TopicContent.Ticker, (subscribers, _) => TickerMessage(subscribers.Topic));
            }
        }
    }

    private void Publish(MarketUpdate update)
    {
        _privates.Publish(_market, update);
        if (update.Trades.IsEmpty)
        {
            return;
        }

        lock (_gate)
        {
            foreach (Subscribers subscribers in _topics.Values.Where(each => each.Topic.Content == TopicContent.Trades))
            {
                subscribers.Send(TradesMessage(subscribers.Topic, update));
            }
        }
    }

    private void PublishAll(TopicContent content, Func<Subscribers, long, byte[]?> next)
    {
        lock (_gate)
        {
            long nowMs = _clock.NowMs();
            foreach (Subscribers subscribers in _topics.Values.Where(each => each.Topic.Content == content))
            {
                if (next(subscribers, nowMs) is { } message)
                {
                    subscribers.Send(message);
                }
            }
        }
    }

    private byte[] TradesMessage(PublicTopic topic, MarketUpdate update) => JsonSerializer.SerializeToUtf8Bytes(
        new StreamMessage<IReadOnlyList<StreamTrade>>
        {
            Topic = topic.Name,
            Type = "snapshot",
            Time = _clock.NowMs(),
            Data = [.. update.Trades.Select(trade => MarketShapes.StreamTrade(_market, trade))],
        },
        WireJson.Default.StreamMessageStreamTrades);

    private byte[] TickerMessage(PublicTopic topic)
    {
        Ticker ticker = _market.Replica.ReadTicker(_clock.NowNs());
        long nowMs = _clock.NowMs();
        return _market.IsSpot
            ? JsonSerializer.SerializeToUtf8Bytes(
                TickerEnvelope(topic, ticker, nowMs, MarketShapes.SpotTicker(_market, ticker)),
                WireJson.Default.StreamMessageSpotTicker)
            : JsonSerializer.SerializeToUtf8Bytes(
                TickerEnvelope(topic, ticker, nowMs, MarketShapes.LinearTicker(_market, ticker)),
                WireJson.Default.StreamMessageLinearTicker);
    }

    private static StreamMessage<T> TickerEnvelope<T>(PublicTopic topic, Ticker ticker, long nowMs, T data)
        where T : class =>
        new() { Topic = topic.Name, Type = "snapshot", Time = nowMs, EngineTime = ticker.TimeNs / Times.NsPerMs, Data = data };

    private void End()
    {
        _subscription.Dispose();
        lock (_gate)
        {
            _ended = true;
            foreach (StreamConnection connection in _topics.Values.SelectMany(each => each.Connections))
            {
                connection.End();
            }

            _topics.Clear();
        }

        _privates.EndAll();
    }

    private sealed record Subscribers(PublicTopic Topic, BookTopic? Book)
    {
        public HashSet<StreamConnection> Connections { get; } = [];

        public void Send(byte[] message)
        {
            foreach (StreamConnection connection in Connections)
            {
                connection.Send(message);
            }
        }
    }
}
