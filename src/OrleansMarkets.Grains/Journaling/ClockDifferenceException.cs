using System.Globalization;

namespace OrleansMarkets.Grains.Journaling;

/// <summary>
/// This silo's clock is too far from the journal store's: it takes no book, and the present owner was not disturbed. The call may be sent
/// again; it succeeds where a silo's clock is right, or when this one's has been set.
/// </summary>
public sealed class ClockDifferenceException : Exception
{
    /// <summary>The stable code, with which the message begins.</summary>
    public const string StableCode = "silo.clock_difference";

    /// <summary>Makes the exception for one reading of the store's clock.</summary>
    /// <param name="difference">How far the silo's clock is ahead of the store's.</param>
    /// <param name="uncertainty">Half of the round trip: the difference may be so much larger.</param>
    public ClockDifferenceException(TimeSpan difference, TimeSpan uncertainty)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"{StableCode}: the silo's clock is {difference.TotalMilliseconds:0.###} ms ahead of the store's, to within "
                + $"{uncertainty.TotalMilliseconds:0.###} ms; {ClockRule.MaximumDifference.TotalMilliseconds} ms are allowed."))
    {
    }
}
