using Orleans;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>Asks a book for committed records.</summary>
/// <param name="AfterSequence">Records above this one; zero from the beginning of the market.</param>
/// <param name="MaximumBytes">Bytes of records at most, up to the book's own limit; one record always fits.</param>
/// <param name="WaitMilliseconds">How long to wait when there is nothing newer, up to 5,000; zero to return at once.</param>
[GenerateSerializer, Immutable, Alias("om.log-query")]
public readonly record struct LogQuery(
    long AfterSequence,
    int MaximumBytes,
    int WaitMilliseconds);
