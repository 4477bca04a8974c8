using System.Globalization;
using OrleansMarkets.Core.Clearing;

namespace OrleansMarkets.Lab.Verify;

/// <summary>From the engines' outcome of an audit to the exact place of a difference.</summary>
internal static class AuditOutcomes
{
    /// <summary>Passes if the record matches.</summary>
    /// <exception cref="DifferenceException">It does not.</exception>
    public static void Require(in AuditOutcome outcome, string stream)
    {
        if (!outcome.Matches)
        {
            throw new DifferenceException(
                string.Create(
                    CultureInfo.InvariantCulture, $"stream {stream}, sequence {outcome.Sequence}, byte {outcome.FirstDifference}"),
                outcome.Detail);
        }
    }
}
