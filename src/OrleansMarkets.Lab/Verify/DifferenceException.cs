namespace OrleansMarkets.Lab.Verify;

/// <summary>A journal does not hold what its commands give.</summary>
/// <param name="place">Exactly where: stream, sequence, and byte where known.</param>
/// <param name="detail">What differs there.</param>
public sealed class DifferenceException(string place, string detail) : Exception($"{place}: {detail}")
{
    /// <summary>Exactly where.</summary>
    public string Place { get; } = place;

    /// <summary>What differs there.</summary>
    public string Detail { get; } = detail;
}
