namespace OrleansMarkets.Core.Clearing;

/// <summary>
/// The pair (epoch, number) that every call of a cross-margin account to a book carries. The number grows by one per call to that book; the
/// book keeps the highest pair per account and refuses any pair not above it.
/// </summary>
/// <param name="Epoch">Epoch of the account's activation.</param>
/// <param name="Number">Number of the call within the epoch, from 1.</param>
public readonly record struct CallStamp(long Epoch, long Number) : IComparable<CallStamp>
{
    /// <inheritdoc/>
    public int CompareTo(CallStamp other) =>
        Epoch != other.Epoch ? Epoch.CompareTo(other.Epoch) : Number.CompareTo(other.Number);

    /// <summary>Whether <paramref name="left"/> was made after <paramref name="right"/>.</summary>
    public static bool operator >(CallStamp left, CallStamp right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> was made before <paramref name="right"/>.</summary>
    public static bool operator <(CallStamp left, CallStamp right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> is <paramref name="right"/> or was made after it.</summary>
    public static bool operator >=(CallStamp left, CallStamp right) => left.CompareTo(right) >= 0;

    /// <summary>Whether <paramref name="left"/> is <paramref name="right"/> or was made before it.</summary>
    public static bool operator <=(CallStamp left, CallStamp right) => left.CompareTo(right) <= 0;
}
