using OrleansMarkets.Client.Retries;

namespace OrleansMarkets.Client.Tests.Retries;

public sealed class PausesTests
{
    [Fact]
    public void They_double_up_to_the_longest_and_begin_anew_after_a_reset()
    {
        var limits = new RetryLimits { FirstPause = TimeSpan.FromMilliseconds(100), LongestPause = TimeSpan.FromMilliseconds(400) };
        var pauses = new Pauses(limits, TimeProvider.System);
        foreach (int whole in new[] { 100, 200, 400, 400, 400 })
        {
            Assert.InRange(pauses.Next().TotalMilliseconds, whole / 2.0, whole);
        }

        pauses.Reset();
        Assert.InRange(pauses.Next().TotalMilliseconds, 50, 100);
    }
}
