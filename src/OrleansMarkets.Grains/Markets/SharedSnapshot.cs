namespace OrleansMarkets.Grains.Markets;

/// <summary>
/// An immutable value that all activations of a silo share, renewed by at most one question in flight. Thread-safe without locks: readers
/// take the value as it is, writers exchange it. Waiters resume on their own activation's scheduler. A question that does not end is
/// given up after a while, so an activation that dies while it asks cannot hold up the others.
/// </summary>
/// <typeparam name="TValue">The shared value.</typeparam>
/// <typeparam name="TAnswer">What a question brings home.</typeparam>
/// <param name="initial">The value before the first answer.</param>
/// <param name="merge">Makes the next value of the present one and an answer; pure.</param>
/// <param name="clock">The silo's clock.</param>
/// <param name="patience">How long a question is waited for.</param>
internal sealed class SharedSnapshot<TValue, TAnswer>(
    TValue initial, Func<TValue, TAnswer, TValue> merge, TimeProvider clock, TimeSpan patience)
    where TValue : class
{
    private TValue _value = initial;
    private Question? _asking;
    private Question? _last;

    /// <summary>The present value.</summary>
    public TValue Value => Volatile.Read(ref _value);

    /// <summary>
    /// Whether the last question that ended left less than a time ago, answered or not: who does not answer is not asked in a loop.
    /// </summary>
    /// <param name="time">The time.</param>
    public bool WasAskedWithin(TimeSpan time) =>
        Volatile.Read(ref _last) is { } last && clock.GetElapsedTime(last.LeftAt) < time;

    /// <summary>Asks, or joins the question in flight.</summary>
    /// <param name="ask">Asks; gets the timestamp at which the question leaves.</param>
    /// <returns>Whether the question was answered, and whether it left after this call began.</returns>
    public async Task<(bool Answered, bool IsOwn)> RefreshAsync(Func<long, Task<TAnswer>> ask)
    {
        Question mine = new(clock.GetTimestamp());
        Question joined = Join(mine);
        if (joined == mine)
        {
            _ = RunAsync(mine, ask);
        }

        try
        {
            return (await joined.Answered.Task.WaitAsync(patience, clock), joined == mine);
        }
        catch (TimeoutException)
        {
            return (false, joined == mine);
        }
    }

    private Question Join(Question mine)
    {
        while (true)
        {
            Question? asking = Volatile.Read(ref _asking);
            if (asking is not null && clock.GetElapsedTime(asking.LeftAt, mine.LeftAt) < patience)
            {
                return asking;
            }

            if (Interlocked.CompareExchange(ref _asking, mine, asking) == asking)
            {
                return mine;
            }
        }
    }

    private async Task RunAsync(Question question, Func<long, Task<TAnswer>> ask)
    {
        bool answered = false;
        try
        {
            TAnswer answer = await ask(question.LeftAt);
            Exchange(answer);
            answered = true;
        }
        catch (Exception)
        {
            // The present value stays, and ages: whoever reads it sees how old it is.
        }
        finally
        {
            Volatile.Write(ref _last, question);
            Interlocked.CompareExchange(ref _asking, null, question);
            question.Answered.SetResult(answered);
        }
    }

    private void Exchange(TAnswer answer)
    {
        TValue present = Volatile.Read(ref _value);
        while (true)
        {
            TValue found = Interlocked.CompareExchange(ref _value, merge(present, answer), present);
            if (ReferenceEquals(found, present))
            {
                return;
            }

            present = found;
        }
    }

    private sealed class Question(long leftAt)
    {
        public long LeftAt { get; } = leftAt;

        // Continuations run where they were captured: on the activations' schedulers.
        public TaskCompletionSource<bool> Answered { get; } = new();
    }
}
