using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Grains.Messaging;

namespace OrleansMarkets.Grains.Keepers;

/// <summary>
/// What a keeper remembers of the accounts that it calls: who is being called, who refused and until when he is left alone, and
/// whose episode is open and has to be driven to its end even when the account no longer looks liquidatable.
/// </summary>
/// <param name="clock">Clock of the pauses.</param>
/// <param name="firstPause">Pause after the first refusal.</param>
internal sealed class LiquidationAttempts(TimeProvider clock, TimeSpan firstPause)
{
    /// <summary>Longest pause after refusals.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(8);

    private readonly SortedDictionary<long, Attempt> _attempts = [];
    private readonly RetryDelays _pauses = new(firstPause, LongestPause);

    /// <summary>Number of accounts remembered.</summary>
    public int Count => _attempts.Count;

    /// <summary>Accounts with an open episode, in order.</summary>
    public IEnumerable<long> OpenEpisodes => _attempts.Where(pair => pair.Value.IsOpen).Select(pair => pair.Key);

    /// <summary>
    /// Whether an account may be called now: not while it is being called, nor in the pause after a refusal, unless it has become
    /// worse since.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="shortfallQuanta">What its equity lacks to maintenance margin.</param>
    public bool MayCall(long account, Int128 shortfallQuanta) =>
        !_attempts.TryGetValue(account, out Attempt? attempt)
        || (!attempt.IsInFlight && (IsPauseOver(attempt) || (attempt.IsJudged && shortfallQuanta > attempt.ShortfallQuanta)));

    /// <summary>Notes that a call leaves.</summary>
    /// <param name="account">The account.</param>
    /// <param name="shortfallQuanta">What its equity lacks to maintenance margin.</param>
    public void Begin(long account, Int128 shortfallQuanta)
    {
        if (!_attempts.TryGetValue(account, out Attempt? attempt))
        {
            attempt = new Attempt();
            _attempts.Add(account, attempt);
        }

        attempt.IsInFlight = true;
        attempt.ShortfallQuanta = shortfallQuanta;
    }

    /// <summary>Notes a call's answer.</summary>
    /// <param name="account">The account.</param>
    /// <param name="result">The answer; null when there was none.</param>
    /// <returns>Whether the account's next step may follow at once.</returns>
    public bool End(long account, LiquidateResult? result)
    {
        Attempt attempt = _attempts[account];
        attempt.IsInFlight = false;
        bool isStep = result is { Code: ResultCode.Ok };
        if (isStep)
        {
            attempt.IsOpen = result!.Stage is LiquidationStage.Closing or LiquidationStage.Insured or LiquidationStage.Deleveraging;
        }

        bool progressed = isStep && (result!.ClosedLots > 0 || result.DeleveragedLots > 0 || result.InsuranceQuanta > 0);
        attempt.IsJudged = result is { Code: ResultCode.NotLiquidatable };
        if (attempt.IsJudged)
        {
            attempt.IsOpen = false;
        }

        if (progressed)
        {
            attempt.Refusals = 0;
        }
        else
        {
            attempt.Refusals++;
            attempt.RefusedAt = clock.GetTimestamp();
        }

        return progressed && attempt.IsOpen;
    }

    /// <summary>Forgets accounts that are neither below maintenance margin nor in an episode nor being called.</summary>
    /// <param name="isBelow">Whether an account is below maintenance margin.</param>
    public void Forget(Func<long, bool> isBelow)
    {
        long[] done = [.. _attempts
            .Where(pair => !pair.Value.IsInFlight && !pair.Value.IsOpen && !isBelow(pair.Key))
            .Select(pair => pair.Key)];
        foreach (long account in done)
        {
            _attempts.Remove(account);
        }
    }

    private bool IsPauseOver(Attempt attempt) =>
        attempt.Refusals == 0 || clock.GetElapsedTime(attempt.RefusedAt) >= _pauses.After(attempt.Refusals);

    private sealed class Attempt
    {
        public bool IsInFlight { get; set; }

        public bool IsOpen { get; set; }

        // The account itself said that it is not liquidatable: worth asking again as soon as it looks worse.
        public bool IsJudged { get; set; }

        public int Refusals { get; set; }

        public long RefusedAt { get; set; }

        public Int128 ShortfallQuanta { get; set; }
    }
}
