namespace Orleans.Simulated.Tests.Grains;

public sealed class StoreGrain(SharedStore store) : Grain, IStoreGrain
{
    public async Task<long> Append(int number)
    {
        var scheduler = TaskScheduler.Current;
        var position = await store.Append();
        return ReferenceEquals(scheduler, TaskScheduler.Current)
            ? position
            : throw new InvalidOperationException("The continuation came back to another scheduler.");
    }
}
