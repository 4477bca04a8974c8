using Orleans.Concurrency;

namespace OrleansMarkets.Grains.Tests.Activation;

[Reentrant]
public sealed class MeetingGrain(MeetingPlace place) : ExchangeGrain, IMeetingGrain
{
    public Task Meet(long other)
    {
        place.Wait();
        return GrainFactory.GetGrain<IMeetingGrain>(other).Greet();
    }

    public Task Greet() => Task.CompletedTask;
}
