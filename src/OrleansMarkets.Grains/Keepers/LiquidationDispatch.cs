using OrleansMarkets.Contracts.CrossMargin;

namespace OrleansMarkets.Grains.Keepers;

/// <summary>
/// Calls the accounts of a scan, worst first, with a limit of calls under way and of calls per scan. Lives on the keeper's scheduler.
/// </summary>
/// <param name="call">Calls one account.</param>
/// <param name="attempts">What is remembered of earlier calls.</param>
/// <param name="options">The limits.</param>
/// <param name="metrics">Counters.</param>
internal sealed class LiquidationDispatch(
    Func<long, Task<LiquidateResult>> call, LiquidationAttempts attempts, KeeperOptions options, KeeperMetrics metrics)
{
    private readonly Queue<(long Account, Int128 Shortfall)> _queue = new();
    private int _inFlight;
    private int _begun;
    private bool _stopped;

    /// <summary>Calls made.</summary>
    public long Calls { get; private set; }

    /// <summary>Rewards earned, quote quanta.</summary>
    public long RewardQuanta { get; private set; }

    /// <summary>Replaces what waits by the accounts of a new scan.</summary>
    /// <param name="ordered">Accounts that may be called, worst first, with what each lacks.</param>
    public void Run(IEnumerable<(long Account, Int128 Shortfall)> ordered)
    {
        _begun = 0;
        _queue.Clear();
        foreach ((long Account, Int128 Shortfall) next in ordered.Take(options.MaximumCallsPerScan))
        {
            _queue.Enqueue(next);
        }

        Pump();
    }

    /// <summary>Makes no more calls: the activation is going away.</summary>
    public void Stop() => _stopped = true;

    private void Pump()
    {
        while (!_stopped && _inFlight < options.MaximumCallsInFlight && _begun < options.MaximumCallsPerScan
            && _queue.TryDequeue(out (long Account, Int128 Shortfall) next))
        {
            if (attempts.MayCall(next.Account, next.Shortfall))
            {
                _inFlight++;
                _begun++;
                Calls++;
                metrics.LiquidationCalls.Add(1);
                attempts.Begin(next.Account, next.Shortfall);
                _ = CallAsync(next.Account, next.Shortfall);
            }
        }
    }

    private async Task CallAsync(long account, Int128 shortfall)
    {
        LiquidateResult? result = null;
        try
        {
            result = await call(account);
            RewardQuanta += result.RewardQuanta;
        }
        catch (Exception)
        {
            // The outcome is unknown, and the account knows it: calling again later repeats nothing.
            metrics.FailedCalls.Add(1);
        }

        _inFlight--;
        if (result is { Code: not Core.Markets.ResultCode.Ok })
        {
            metrics.RefusedCalls.Add(1);
        }

        if (attempts.End(account, result))
        {
            _queue.Enqueue((account, shortfall));
        }

        Pump();
    }
}
