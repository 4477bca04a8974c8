namespace OrleansMarkets.Client;

/// <summary>
/// Something of a market that is kept up to date. <see cref="Current"/> is always whole and consistent; reading it as a sequence gives the
/// latest image after each change and skips what a slow reader missed. A gap in the numbers of its updates, a wrong checksum or a lost
/// connection makes it subscribe again.
/// </summary>
/// <typeparam name="TImage">What it is at one instant.</typeparam>
public abstract class LiveImage<TImage> : IAsyncEnumerable<TImage>, IAsyncDisposable
    where TImage : class
{
    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _guard = new();
    private TaskCompletionSource _changed = NewSignal();
    private TImage? _current;
    private bool _isLive;
    private Task _pump = Task.CompletedTask;

    private protected LiveImage()
    {
    }

    /// <summary>The latest image.</summary>
    public TImage Current
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
    public async IAsyncEnumerator<TImage> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        TImage? last = null;
        while (true)
        {
            (TImage image, Task changed) = Look();
            if (!ReferenceEquals(image, last))
            {
                last = image;
                yield return image;
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

    /// <summary>Ends it; the last image stays readable.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_ended.IsCancellationRequested)
        {
            await _ended.CancelAsync();
        }

        await _pump.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Starts following and waits for the first image.</summary>
    /// <param name="live">What is fed.</param>
    /// <param name="pump">Feeds it until its token ends.</param>
    /// <param name="cancellation">Ends the wait.</param>
    private protected static async Task<TLive> StartAsync<TLive>(
        TLive live, Func<TLive, CancellationToken, Task> pump, CancellationToken cancellation)
        where TLive : LiveImage<TImage>
    {
        Task first = live._changed.Task;
        live._pump = Task.Run(() => live.RunAsync(token => pump(live, token)), CancellationToken.None);
        try
        {
            await Task.WhenAny(first, live._pump).WaitAsync(cancellation);
            if (!first.IsCompleted)
            {
                await live._pump;
                throw new ProtocolException("the stream ended before its first snapshot");
            }

            return live;
        }
        catch
        {
            await live.DisposeAsync();
            throw;
        }
    }

    /// <summary>Puts the next image in place and wakes readers.</summary>
    internal void Set(TImage image)
    {
        TaskCompletionSource signal;
        lock (_guard)
        {
            Restarts += _current is not null && !_isLive ? 1 : 0;
            _current = image;
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

    private async Task RunAsync(Func<CancellationToken, Task> pump)
    {
        try
        {
            await pump(_ended.Token);
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
        }
        finally
        {
            Interrupt();
        }
    }

    private (TImage Image, Task Changed) Look()
    {
        lock (_guard)
        {
            return (_current!, _changed.Task);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
