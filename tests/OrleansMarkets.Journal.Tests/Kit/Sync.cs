namespace OrleansMarkets.Journal.Tests.Kit;

/// <summary>Calls that must complete without waiting.</summary>
public static class Sync
{
    public static T Now<T>(ValueTask<T> call)
    {
        Assert.True(call.IsCompleted);
        return call.GetAwaiter().GetResult();
    }
}
