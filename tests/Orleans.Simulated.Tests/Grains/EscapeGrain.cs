namespace Orleans.Simulated.Tests.Grains;

/// <summary>Does what grains must not do.</summary>
public sealed class EscapeGrain(TimeProvider clock) : Grain, IEscapeGrain
{
    public async Task RunElsewhere() => await Task.Run(() => { });

#pragma warning disable CA2007 // The missing return to the scheduler is the point.
    public async Task LeaveScheduler() => await Task.Delay(TimeSpan.FromSeconds(1), clock).ConfigureAwait(false);

    public async Task LeaveSchedulerAndCall()
    {
        await Task.Delay(TimeSpan.FromSeconds(1), clock).ConfigureAwait(false);
        await GrainFactory.GetGrain<IEchoGrain>("victim").Add(1);
    }
#pragma warning restore CA2007

    public Task WaitForNothing() => new TaskCompletionSource().Task;

    public async Task Loop()
    {
        while (true)
        {
            await Task.Yield();
        }
    }

    /// <summary>Passing on a task that completes elsewhere is no escape.</summary>
    public Task PassOn() => Task.Delay(TimeSpan.FromSeconds(1), clock);
}
