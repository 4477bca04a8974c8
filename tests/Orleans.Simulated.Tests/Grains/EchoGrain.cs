using Orleans.Runtime;

namespace Orleans.Simulated.Tests.Grains;

public sealed class EchoGrain(TimeProvider clock) : Grain, IEchoGrain
{
    private long _sum;
    private long _ticks;

    public Task<long> Add(long amount) => Task.FromResult(_sum += amount);

    public Task<string> WhereAmI() => Task.FromResult(RuntimeIdentity);

    public async Task<long> AddAfter(long amount, TimeSpan wait)
    {
        await Task.Delay(wait, clock);
        return _sum += amount;
    }

    public async Task<long> AddThrough(string other, long amount)
    {
        _sum += amount;
        return await GrainFactory.GetGrain<IEchoGrain>(other).Add(amount);
    }

    public Task<long> Ticks() => Task.FromResult(_ticks);

    public Task StartTimer(TimeSpan period)
    {
        this.RegisterGrainTimer(
            () =>
            {
                _ticks++;
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(period, period));
        return Task.CompletedTask;
    }

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task<long> CallMany(string other, int calls)
    {
        var grain = GrainFactory.GetGrain<IEchoGrain>(other);
        var sum = 0L;
        for (var i = 0; i < calls; i++)
        {
            sum = await grain.Add(1);
        }

        return sum;
    }
}
