namespace OrleansMarkets.Journal.Files;

/// <summary>
/// Work that waits for the disk: on a thread of its own, because the pool has as many as there are cores and grains need them.
/// </summary>
internal static class BlockingWork
{
    public static Task<T> Start<T>(Func<T> work, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
