using OrleansMarkets.Journal;

namespace OrleansMarkets.Grains.Journaling;

/// <summary>
/// Silos agree on the time through the store: one whose clock differs from the store's by more than <see cref="MaximumDifference"/> owns no
/// books. The rule is checked before a stream is opened, because opening fences the present owner. A clock that jumps later is caught by
/// the steps: book time never goes back, and an index from the future is refused.
/// </summary>
internal static class ClockRule
{
    /// <summary>How far a silo's clock may be from the store's; also how far an index may be ahead of book time.</summary>
    public static readonly TimeSpan MaximumDifference = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Reads the store's clock. Where in the round trip it was read is not known: half of the trip counts towards the difference.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="clock">The silo's clock.</param>
    /// <param name="cancellationToken">Ends the caller's patience.</param>
    /// <exception cref="ClockDifferenceException">The clocks may differ by more than the rule allows.</exception>
    public static async ValueTask RequireAsync(IJournalStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        long asked = clock.GetTimestamp();
        DateTimeOffset theirs = await store.ReadClockAsync(cancellationToken);
        TimeSpan half = clock.GetElapsedTime(asked) / 2;
        TimeSpan difference = clock.GetUtcNow() - half - theirs;
        if (difference.Duration() + half > MaximumDifference)
        {
            throw new ClockDifferenceException(difference, half);
        }
    }
}
