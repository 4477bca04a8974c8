using System.Threading.Channels;
using OrleansMarkets.Gateway.Http;
using OrleansMarkets.Gateway.Markets;
using OrleansMarkets.MarketData.Images;
using OrleansMarkets.MarketData.Replicas;

namespace OrleansMarkets.Gateway.Streams;

/// <summary>
/// The streams of one market: takes the replica's updates and sends each topic's messages, made once, to all its subscribers. Trades,
/// changes of orders and private events leave at once, in order; books, tickers and candles are conflated.
/// </summary>
internal sealed class MarketStream : IMarketDataSubscriber
{
    /// <summary>Updates that may wait; when more do, all subscribers of the market are dropped and begin again.</summary>
    public const int MaximumPending = 16_384;

    /// <summary>Shortest time between two messages of a book.</summary>
    public static readonly TimeSpan BookPeriod = TimeSpan.FromMilliseconds(10);

    /// <summary>Shortest time between two messages of a ticker or an auction.</summary>
    public static readonly TimeSpan TickerPeriod = TimeSpan.FromMilliseconds(100);

    /// <summary>Shortest time between two messages of candles.</summary>
    public static readonly TimeSpan CandlePeriod = TimeSpan.FromMilliseconds(250);

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

    /// <summary>Adds a subscriber to a topic; all but trades begin with what is there.</summary>
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
                subscribers = new Subscribers(topic.Content, TopicFeed.Of(topic, _clock));
                _topics.Add(topic.Name, subscribers);
            }

            subscribers.Connections.Add(connection);
            if (subscribers.Feed.Greeting(_clock.NowMs()) is { } greeting)
            {
                connection.Send(greeting);
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
        (TopicContent Content, Pace Pace)[] paces =
        [
            (TopicContent.Book, new Pace(_clock, BookPeriod)),
            (TopicContent.Ticker, new Pace(_clock, TickerPeriod)),
            (TopicContent.Auction, new Pace(_clock, TickerPeriod)),
            (TopicContent.Candles, new Pace(_clock, CandlePeriod)),
        ];
        Task<bool> waiting = _updates.Reader.WaitToReadAsync().AsTask();
        while (true)
        {
            TimeSpan? pause = paces.Min(each => each.Pace.Pause());
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
                    Array.ForEach(paces, each => each.Pace.Want());
                }

                waiting = _updates.Reader.WaitToReadAsync().AsTask();
            }

            foreach ((TopicContent content, Pace pace) in paces)
            {
                if (pace.IsDue())
                {
                    SendAll(each => each.Content == content, static (feed, nowMs) => feed.Next(nowMs));
                }
            }
        }
    }

    private void Publish(MarketUpdate update)
    {
        _privates.Publish(_market, update);
        SendAll(static _ => true, (feed, nowMs) => feed.Take(update, nowMs));
    }

    private void SendAll(Predicate<Subscribers> isWanted, Func<TopicFeed, long, byte[]?> make)
    {
        lock (_gate)
        {
            long nowMs = _clock.NowMs();
            foreach (Subscribers subscribers in _topics.Values)
            {
                if (isWanted(subscribers) && make(subscribers.Feed, nowMs) is { } message)
                {
                    subscribers.Send(message);
                }
            }
        }
    }

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

    private sealed record Subscribers(TopicContent Content, TopicFeed Feed)
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
