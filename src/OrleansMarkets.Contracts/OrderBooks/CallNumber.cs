using Orleans;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>
/// The pair that every call of an account to a book carries: the book refuses any pair not above the highest that it has seen.
/// </summary>
/// <param name="Epoch">Epoch of the account's activation.</param>
/// <param name="Number">Number of the call to this book within the epoch, from 1.</param>
[GenerateSerializer, Immutable, Alias("om.call-number")]
public readonly record struct CallNumber(
    long Epoch,
    long Number);
