using Orleans;
using Orleans.Runtime;

namespace Conformance.Grains;

public class TurnGrain : Grain, ITurnGrain
{
    private int _count;

    public Task Wait(string gate) => Gates.Get(gate).Pass();

    public Task<string> Quick() => Task.FromResult("quick");

    public Task<string> QuickAlways() => Task.FromResult("always");

    public Task WaitReading(string gate) => Gates.Get(gate).Pass();

    public Task<string> QuickReading() => Task.FromResult("reading");

    public Task StartTimer(string gate, bool interleave, TimeSpan dueTime)
    {
        this.RegisterGrainTimer(
            static name =>
            {
                Gates.Get(name).Mark();
                return Task.CompletedTask;
            },
            gate,
            new GrainTimerCreationOptions(dueTime, Timeout.InfiniteTimeSpan) { Interleave = interleave });
        return Task.CompletedTask;
    }

    /// <summary>Starts both timers within the request that then waits: neither can tick before it, however slow the machine is.</summary>
    public async Task StartTimersAndWait(string gate, string queueing, string interleaving)
    {
        await StartTimer(queueing, interleave: false, TimeSpan.FromMilliseconds(10));
        await StartTimer(interleaving, interleave: true, TimeSpan.FromMilliseconds(100));
        await Wait(gate);
    }

    /// <summary>Reads, yields and writes: loses counts unless turns of one request exclude those of another.</summary>
    public async Task<int> Increment()
    {
        var before = _count;
        await Task.Yield();
        _count = before + 1;
        return _count;
    }
}
