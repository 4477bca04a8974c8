using System.Threading.Tasks.Sources;

namespace OrleansMarkets.Grains.Couriers;

/// <summary>
/// Where couriers leave an account's answers, from whatever thread, and where the account takes them in turns of its own: all that came
/// since the last turn at once, in the order in which they came. A turn is asked for only when none is under way or asked for already.
/// </summary>
internal sealed class AnswerBox : IValueTaskSource
{
    private static readonly object Listening = new();

    // Continuations go to the scheduler that was current at the await: the account's.
    private ManualResetValueTaskSourceCore<bool> _arrived;

    // The latest answer, with those before it behind; Listening when there is none and the account waits for one.
    private object? _latest;

    /// <summary>Leaves the answer of a command.</summary>
    /// <param name="answered">The command.</param>
    public void Post(BookCommand answered)
    {
        object? latest;
        do
        {
            latest = Volatile.Read(ref _latest);
            answered.NextAnswered = ReferenceEquals(latest, Listening) ? null : (BookCommand?)latest;
        }
        while (Interlocked.CompareExchange(ref _latest, answered, latest) != latest);

        if (ReferenceEquals(latest, Listening))
        {
            _arrived.SetResult(true);
        }
    }

    /// <summary>Takes answers for as long as the account lives; started in a turn of the account.</summary>
    /// <param name="take">Takes one; must not throw.</param>
    public async Task Serve(Action<BookCommand> take)
    {
        while (true)
        {
            await Arrived();
            BookCommand? answered = InOrder((BookCommand?)Interlocked.Exchange(ref _latest, null));
            while (answered is not null)
            {
                BookCommand? next = answered.NextAnswered;
                answered.NextAnswered = null;
                take(answered);
                answered = next;
            }
        }
    }

    /// <inheritdoc/>
    void IValueTaskSource.GetResult(short token) => _arrived.GetResult(token);

    /// <inheritdoc/>
    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _arrived.GetStatus(token);

    /// <inheritdoc/>
    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _arrived.OnCompleted(continuation, state, token, flags);

    private static BookCommand? InOrder(BookCommand? latest)
    {
        BookCommand? first = null;
        while (latest is not null)
        {
            (latest.NextAnswered, first, latest) = (first, latest, latest.NextAnswered);
        }

        return first;
    }

    private ValueTask Arrived()
    {
        _arrived.Reset();
        return Interlocked.CompareExchange(ref _latest, Listening, null) is null ? new ValueTask(this, _arrived.Version) : default;
    }
}
