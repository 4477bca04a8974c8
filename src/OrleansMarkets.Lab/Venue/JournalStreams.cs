using System.Globalization;
using System.Runtime.CompilerServices;
using OrleansMarkets.Journal;

namespace OrleansMarkets.Lab.Venue;

/// <summary>The names of the journal's streams.</summary>
public static class JournalStreams
{
    /// <summary>Before a market's symbol.</summary>
    public const string MarketPrefix = "market/";

    /// <summary>Before an account's number.</summary>
    public const string AccountPrefix = "account/";

    /// <summary>The number in the name of an account's stream.</summary>
    public static long AccountOf(string stream) =>
        long.Parse(stream.AsSpan(AccountPrefix.Length), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    /// <summary>The names of all streams with a prefix, in ordinal order.</summary>
    public static async IAsyncEnumerable<string> ListAsync(
        IJournalCatalog journal, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? last = null;
        while (true)
        {
            IReadOnlyList<JournalStreamInfo> page =
                await journal.ListAsync(prefix, last, journal.Limits.MaxListedStreams, cancellationToken);
            if (page.Count == 0)
            {
                yield break;
            }

            foreach (JournalStreamInfo stream in page)
            {
                yield return stream.StreamId;
            }

            last = page[^1].StreamId;
        }
    }
}
