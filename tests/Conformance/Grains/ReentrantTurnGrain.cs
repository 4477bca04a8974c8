using Orleans;
using Orleans.Concurrency;

namespace Conformance.Grains;

[Reentrant]
public sealed class ReentrantTurnGrain : Grain, IReentrantTurnGrain
{
    private int _inside;
    private int _most;

    public Task Wait(string gate) => Gates.Get(gate).Pass();

    public Task<string> Quick() => Task.FromResult("quick");

    /// <summary>Reentrant requests interleave at awaits, but never run at the same time.</summary>
    public async Task<int> MostAtOnce()
    {
        for (var i = 0; i < 20; i++)
        {
            _most = Math.Max(_most, Interlocked.Increment(ref _inside));
            Interlocked.Decrement(ref _inside);
            await Task.Yield();
        }

        return _most;
    }
}
