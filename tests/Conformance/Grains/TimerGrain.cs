using Orleans;
using Orleans.Runtime;

namespace Conformance.Grains;

public sealed class TimerGrain : Grain, ITimerGrain
{
    private int _ticks;
    private int _inside;
    private int _overlaps;

    public Task StartFailing(string gate)
    {
        this.RegisterGrainTimer(
            _ =>
            {
                if (++_ticks == 3)
                {
                    Gates.Get(gate).Mark();
                }

                throw new InvalidOperationException("a tick fails");
            },
            TimeSpan.FromMilliseconds(1),
            TimeSpan.FromMilliseconds(1));
        return Task.CompletedTask;
    }

    public async Task<bool> StartAndStop()
    {
        var ticked = false;
        var timer = this.RegisterGrainTimer(
            () =>
            {
                ticked = true;
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions { DueTime = TimeSpan.FromMilliseconds(30), Period = TimeSpan.FromDays(1), Interleave = true });
        timer.Change(TimeSpan.FromDays(1), Timeout.InfiniteTimeSpan);
        timer.Dispose();
        await Task.Delay(60);
        return ticked;
    }

    public Task<int> Overlaps(string gate)
    {
        this.RegisterGrainTimer(
            async () =>
            {
                _overlaps += ++_inside > 1 ? 1 : 0;
                await Task.Delay(3);
                _inside--;
                if (++_ticks == 5)
                {
                    Gates.Get(gate).Mark();
                }
            },
            new GrainTimerCreationOptions(TimeSpan.Zero, TimeSpan.FromMilliseconds(1)) { Interleave = true });
        return Task.FromResult(_overlaps);
    }
}
