namespace OrleansMarkets.Client;

/// <summary>
/// A market's book, kept up to date. <see cref="Current"/> is always whole and consistent; reading it as a sequence gives the latest book
/// after each
/// change and skips what a slow reader missed. A gap in the numbers of its updates or a lost connection makes it subscribe again.
/// </summary>
/// <example><code>
/// await using LiveBook live = await client.WatchBookAsync("BTCUSDT");
/// await foreach (OrderBook book in live)
/// {
///     Console.WriteLine($"{book.BestBid?.Price} | {book.BestAsk?.Price}");
/// }
/// </code></example>
public sealed class LiveBook : IAsyncEnumerable<OrderBook>, IAsyncDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _guard = new();
    private TaskCompletionSource _changed = NewSignal();
    private OrderBook? _current;
    private bool _isLive;
    private Task _pump = Task.CompletedTask;

    private LiveBook()
    {
    }

    /// <summary>The latest book.</summary>
    public OrderBook Current
    {
        get
        {
            lock (_guard)
            {
                return _current!;
            }
        }
    }

    /// <summary>Whether it is being updated now: false from a lost connection or a gap to the next snapshot.</summary>
    public bool IsLive
    {
        get
        {
            lock (_guard)
            {
                return _isLive;
            }
        }
    }

    /// <summary>How often it had to begin anew with a snapshot after the first.</summary>
    public int Restarts { get; private set; }

    /// <inheritdoc />
    public async IAsyncEnumerator<OrderBook> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        OrderBook? last = null;
        while (true)
        {
            (OrderBook book, Task changed) = Look();
            if (!ReferenceEquals(book, last))
            {
                last = book;
                yield return book;
                continue;
            }

            if (_pump.IsCompleted)
            {
                await _pump;
                yield break;
            }

            await Task.WhenAny(changed, _pump).WaitAsync(cancellationToken);
        }
    }

    /// <summary>Ends it; the last book stays readable.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_ended.IsCancellationRequested)
        {
            await _ended.CancelAsync();
        }

        await _pump.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Starts following a book and waits for its first snapshot.</summary>
    /// <param name="pump">Feeds the book until its token ends.</param>
    /// <param name="cancellation">Ends the wait and the book.</param>
    internal static async Task<LiveBook> StartAsync(Func<LiveBook, CancellationToken, Task> pump, CancellationToken cancellation)
    {
        var book = new LiveBook();
        Task first = book._changed.Task;
        book._pump = Task.Run(() => book.RunAsync(pump), CancellationToken.None);
        try
        {
            await Task.WhenAny(first, book._pump).WaitAsync(cancellation);
            if (!first.IsCompleted)
            {
                await book._pump;
                throw new ProtocolException("the book ended before its first snapshot");
            }

            return book;
        }
        catch
        {
            await book.DisposeAsync();
            throw;
        }
    }

    /// <summary>Puts the next book in place and wakes readers.</summary>
    internal void Set(OrderBook book)
    {
        TaskCompletionSource signal;
        lock (_guard)
        {
            Restarts += _current is not null && !_isLive ? 1 : 0;
            _current = book;
            _isLive = true;
            signal = _changed;
            _changed = NewSignal();
        }

        signal.SetResult();
    }

    /// <summary>Says that updates have stopped until the next snapshot.</summary>
    internal void Interrupt()
    {
        lock (_guard)
        {
            _isLive = false;
        }
    }

    private async Task RunAsync(Func<LiveBook, CancellationToken, Task> pump)
    {
        try
        {
            await pump(this, _ended.Token);
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
        }
        finally
        {
            Interrupt();
        }
    }

    private (OrderBook Book, Task Changed) Look()
    {
        lock (_guard)
        {
            return (_current!, _changed.Task);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
