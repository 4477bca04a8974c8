using System.Threading.Channels;

namespace OrleansMarkets.Client;

/// <summary>
/// Live values, to be read by one <c>await foreach</c>. A lost connection is made again and what was missed is fetched; only disposal, the
/// reader's token, or something that waiting cannot mend (a refused key) ends it. A slow reader loses nothing: it holds up its own stream.
/// </summary>
/// <typeparam name="T">What it gives.</typeparam>
/// <example><code>
/// await using LiveStream&lt;Execution&gt; fills = await client.WatchExecutionsAsync();
/// await foreach (Execution fill in fills)
/// {
///     Console.WriteLine($"{fill.Side} {fill.Quantity} at {fill.Price}");
/// }
/// </code></example>
public sealed class LiveStream<T> : IAsyncEnumerable<T>, IAsyncDisposable
{
    /// <summary>Values that wait for the reader before its stream is held up.</summary>
    internal const int Capacity = 4096;

    private readonly Channel<T> _values = Channel.CreateBounded<T>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, SingleWriter = true });

    private readonly CancellationTokenSource _ended = new();
    private Task _pump = Task.CompletedTask;

    private LiveStream()
    {
    }

    /// <inheritdoc />
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        _values.Reader.ReadAllAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

    /// <summary>Ends the stream; readers see its end after the values that wait.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_ended.IsCancellationRequested)
        {
            await _ended.CancelAsync();
        }

        await _pump;
    }

    /// <summary>Starts a stream and waits until it stands.</summary>
    /// <param name="pump">
    /// Writes values until its token ends and says once that it stands; what it throws is what the caller or the reader gets.
    /// </param>
    /// <param name="cancellation">Ends the wait.</param>
    internal static async Task<LiveStream<T>> StartAsync(
        Func<ChannelWriter<T>, Action, CancellationToken, Task> pump, CancellationToken cancellation)
    {
        var stream = new LiveStream<T>();
        var stands = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        stream._pump = Task.Run(() => stream.RunAsync(pump, stands), CancellationToken.None);
        try
        {
            await stands.Task.WaitAsync(cancellation);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    private async Task RunAsync(Func<ChannelWriter<T>, Action, CancellationToken, Task> pump, TaskCompletionSource stands)
    {
        try
        {
            await pump(_values.Writer, () => stands.TrySetResult(), _ended.Token);
            _values.Writer.TryComplete();
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            _values.Writer.TryComplete();
        }
        catch (Exception failure)
        {
            stands.TrySetException(failure);
            _values.Writer.TryComplete(failure);
        }
    }
}
