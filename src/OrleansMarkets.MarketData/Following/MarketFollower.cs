using Microsoft.Extensions.Logging;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.MarketData.Replicas;

namespace OrleansMarkets.MarketData.Following;

/// <summary>
/// Keeps the replica of one market up with its book: polls for the records after the last folded one, for ever. Failures only pause it;
/// records are numbered, so that whatever happened it goes on where it stopped. It ends when it is stopped, or when the log does not fit
/// what it has folded: then <see cref="Failure"/> says why.
/// </summary>
public sealed class MarketFollower : IDisposable
{
    private const long NeverAnswered = long.MinValue;

    private readonly Func<LogQuery, Task<LogPage>> _read;
    private readonly MarketFollowerOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly JitteredPauses _pauses;
    private readonly SequenceWaiters _waiters;
    private readonly CancellationTokenSource _stop = new();
    private long _appliedSequence;
    private long _durableSequence;
    private long _marketEpoch;
    private long _lastSuccess = NeverAnswered;
    private int _started;
    private volatile Exception? _failure;

    /// <summary>Makes a follower that does not run yet.</summary>
    /// <param name="symbol">The market.</param>
    /// <param name="book">Its book.</param>
    /// <param name="options">Waits, pages, pauses.</param>
    /// <param name="clock">Clock of pauses and ages.</param>
    /// <param name="jitter">Draws the jitter of the pauses; for this follower alone.</param>
    /// <param name="logger">Where failures are told.</param>
    public MarketFollower(
        string symbol, IOrderBookGrain book, MarketFollowerOptions options, TimeProvider clock, Random jitter, ILogger logger)
        : this(symbol, book.ReadLog, options, clock, jitter, logger)
    {
    }

    internal MarketFollower(
        string symbol,
        Func<LogQuery, Task<LogPage>> read,
        MarketFollowerOptions options,
        TimeProvider clock,
        Random jitter,
        ILogger logger)
    {
        Symbol = symbol;
        Replica = new MarketReplica(symbol, options.Limits);
        _read = read;
        _options = options;
        _clock = clock;
        _logger = logger;
        _pauses = new JitteredPauses(options.FirstPause, options.LongestPause, jitter);
        _waiters = new SequenceWaiters(clock);
    }

    /// <summary>The market.</summary>
    public string Symbol { get; }

    /// <summary>The market as far as it is folded.</summary>
    public MarketReplica Replica { get; }

    /// <summary>Sequence of the last folded record.</summary>
    public long AppliedSequence => Volatile.Read(ref _appliedSequence);

    /// <summary>The book's durable head as of its last answer.</summary>
    public long DurableSequence => Volatile.Read(ref _durableSequence);

    /// <summary>The newest epoch of the market that has answered; zero before the first.</summary>
    public long MarketEpoch => Volatile.Read(ref _marketEpoch);

    /// <summary>How long ago the book answered last; null before the first answer.</summary>
    public TimeSpan? SinceSuccess =>
        Volatile.Read(ref _lastSuccess) is var at and not NeverAnswered ? _clock.GetElapsedTime(at) : null;

    /// <summary>Whether everything that the book had committed at its last answer is folded, and that answer is not old.</summary>
    public bool IsCurrent =>
        _failure is null && AppliedSequence > 0 && AppliedSequence >= DurableSequence && SinceSuccess <= _options.StaleAfter;

    /// <summary>Why the follower ended, or null.</summary>
    public Exception? Failure => _failure;

    /// <summary>
    /// Starts to follow; a second call does nothing. The loop runs where its awaits resume: in a host call it on the thread pool, in a
    /// simulation on the simulated client.
    /// </summary>
    public void Start()
    {
        if (Interlocked.Exchange(ref _started, 1) == 0)
        {
            _ = RunAsync(_stop.Token);
        }
    }

    /// <summary>Ends following: nothing more is folded, also not what an open poll brings.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Stops it; may be called more than once. There is nothing else to free: the stop has neither timer nor handle.</summary>
    public void Dispose() => Stop();

    /// <summary>
    /// Waits until a record is folded: what was acknowledged at that sequence is then in the replica, and pushed to its subscribers.
    /// </summary>
    /// <param name="sequence">Sequence of the record.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when it was not folded in time, or too many wait.</returns>
    public Task<bool> WaitForAsync(long sequence, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        _waiters.WaitAsync(sequence, timeout, cancellationToken);

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            for (int failures = 0; !cancellationToken.IsCancellationRequested;)
            {
                bool answered = await PollAsync(cancellationToken);
                failures = answered ? 0 : failures + 1;
                if (!answered)
                {
                    await Task.Delay(_pauses.After(failures), _clock, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped.
        }
        catch (Exception fault)
        {
            _failure = fault;
            _logger.LogError(fault, "The replica of {Symbol} ended at record {Sequence}", Symbol, AppliedSequence);
        }
    }

    private async Task<bool> PollAsync(CancellationToken cancellationToken)
    {
        LogPage page;
        try
        {
            var query = new LogQuery(AppliedSequence, _options.PageBytes, (int)_options.PollWait.TotalMilliseconds);
            page = await _read(query);
        }
        catch (Exception fault)
        {
            // The book is moving, dead or out of reach, or the answer was lost: the same question goes again.
            _logger.LogDebug(fault, "The book of {Symbol} did not answer", Symbol);
            return false;
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (page.Code != ResultCode.Ok)
        {
            _logger.LogDebug("The book of {Symbol} answered {Code}", Symbol, page.Code);
            return false;
        }

        Take(page);
        return true;
    }

    private void Take(LogPage page)
    {
        if (page.RecordCount > 0)
        {
            Replica.Apply(page);
            Volatile.Write(ref _appliedSequence, page.LastSequence);
        }

        // An earlier activation may still answer; what it committed stands, but it does not know the head.
        if (page.MarketEpoch >= MarketEpoch)
        {
            TakeHead(page);
        }

        Volatile.Write(ref _lastSuccess, _clock.GetTimestamp());
        _waiters.Advance(AppliedSequence);
    }

    private void TakeHead(LogPage page)
    {
        if (page.MarketEpoch > MarketEpoch)
        {
            _logger.LogInformation("{Symbol} has epoch {Epoch} after {Before}", Symbol, page.MarketEpoch, MarketEpoch);
            Volatile.Write(ref _marketEpoch, page.MarketEpoch);
        }

        if (page.DurableSequence < AppliedSequence)
        {
            throw new CorruptRecordException(
                $"{Symbol}: record {AppliedSequence} is folded, and the log of epoch {page.MarketEpoch} ends at {page.DurableSequence}.");
        }

        Volatile.Write(ref _durableSequence, page.DurableSequence);
    }
}
