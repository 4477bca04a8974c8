using OrleansMarkets.Grains.Messaging;
using OrleansMarkets.Grains.Tests.Markets;

namespace OrleansMarkets.Grains.Tests.Messaging;

/// <summary>The latest state, one message at a time, and no more often than wanted.</summary>
public sealed class ConflatedSenderTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly ManualClock _clock = new();
    private readonly BackgroundCalls _background;
    private readonly List<int> _sent = [];

    public ConflatedSenderTests()
    {
        // Without a context, what a timer wakes runs while the clock is moved: everything here is one thread.
        SynchronizationContext.SetSynchronizationContext(null);
        _background = new BackgroundCalls(_clock);
    }

    [Fact]
    public void What_comes_sooner_than_the_interval_is_conflated_and_the_last_still_arrives()
    {
        ConflatedSender<int> sender = Sender(static () => Task.CompletedTask, Interval);
        sender.Offer(1);
        sender.Offer(2);
        sender.Offer(3);
        Assert.Equal([1], _sent);
        Assert.False(sender.IsAcknowledged);

        _clock.Advance(Interval);
        Assert.Equal([1, 3], _sent);
        Assert.True(sender.IsAcknowledged);

        _clock.Advance(Interval);
        sender.Offer(4);
        Assert.Equal([1, 3, 4], _sent);
    }

    [Fact]
    public async Task A_stop_waits_for_the_message_under_way_and_lets_no_other_go()
    {
        TaskCompletionSource first = new();
        ConflatedSender<int> sender = Sender(() => first.Task);
        sender.Offer(1);
        Task closed = _background.CloseAsync();
        sender.Offer(2);
        Assert.False(closed.IsCompleted);

        first.SetResult();
        await EndAsync(closed);
        sender.Offer(3);
        Assert.Equal([1], _sent);
        Assert.False(sender.IsAcknowledged);
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_ever()
    {
        ConflatedSender<int> sender = Sender(static () => new TaskCompletionSource().Task);
        sender.Offer(1);
        DateTimeOffset start = _clock.GetUtcNow();
        await EndAsync(_background.CloseAsync());
        Assert.True(_clock.GetUtcNow() - start >= BackgroundCalls.Patience);
    }

    [Fact]
    public async Task A_failed_message_is_over_too_and_is_not_repeated_in_a_stop()
    {
        ConflatedSender<int> sender = Sender(static () => Task.FromException(new TimeoutException()));
        sender.Offer(1);
        Task closed = _background.CloseAsync();
        _clock.Advance(RetryDelays.Default.First);

        await EndAsync(closed);
        Assert.Equal([1], _sent);
        Assert.False(sender.IsAcknowledged);
    }

    // Lets time pass until a stop is over; it never takes as long as that.
    private async Task EndAsync(Task closed)
    {
        for (int turn = 0; turn < 10_000 && !closed.IsCompleted; turn++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        Assert.True(closed.IsCompletedSuccessfully);
    }

    private ConflatedSender<int> Sender(Func<Task> answer, TimeSpan interval = default) => new(
        message =>
        {
            _sent.Add(message);
            return answer();
        },
        _background,
        _clock,
        RetryDelays.Default,
        interval);
}
