using OrleansMarkets.Grains.Messaging;
using OrleansMarkets.Grains.Tests.Markets;

namespace OrleansMarkets.Grains.Tests.Messaging;

/// <summary>The latest state, one message at a time, and no more often than wanted.</summary>
public sealed class ConflatedSenderTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    [Fact]
    public void What_comes_sooner_than_the_interval_is_conflated_and_the_last_still_arrives()
    {
        // Without a context, what a timer wakes runs while the clock is moved: everything here is one thread.
        SynchronizationContext.SetSynchronizationContext(null);
        var clock = new ManualClock();
        List<int> sent = [];
        var sender = new ConflatedSender<int>(
            message =>
            {
                sent.Add(message);
                return Task.CompletedTask;
            },
            clock,
            RetryDelays.Default,
            Interval);
        sender.Offer(1);
        sender.Offer(2);
        sender.Offer(3);
        Assert.Equal([1], sent);
        Assert.False(sender.IsAcknowledged);

        clock.Advance(Interval);
        Assert.Equal([1, 3], sent);
        Assert.True(sender.IsAcknowledged);

        clock.Advance(Interval);
        sender.Offer(4);
        Assert.Equal([1, 3, 4], sent);
    }
}
