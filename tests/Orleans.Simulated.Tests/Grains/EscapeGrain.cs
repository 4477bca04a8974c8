namespace Orleans.Simulated.Tests.Grains;

/// <summary>Does what grains must not do.</summary>
public sealed class EscapeGrain(TimeProvider clock) : Grain, IEscapeGrain
{
    /// <summary>The other thread ends only after the await has begun: a task that is done already would not leave this one.</summary>
    public async Task RunElsewhere()
    {
        using var begun = new ManualResetEventSlim();
        Task waiting = Await(Task.Run(begun.Wait));
        begun.Set();
        await waiting;

        static async Task Await(Task elsewhere) => await elsewhere;
    }

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
