namespace OrleansMarkets.Core.Accounts;

/// <summary>The last hold of an account that was paid out: answers repetitions.</summary>
/// <param name="Episode">The episode.</param>
/// <param name="PaidQuanta">What was paid, quanta.</param>
internal readonly record struct SettledHold(long Episode, long PaidQuanta);
