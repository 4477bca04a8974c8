namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>The oldest results past their time were forgotten.</summary>
/// <param name="Count">How many.</param>
public readonly record struct ResultsExpiredEvent(int Count);
