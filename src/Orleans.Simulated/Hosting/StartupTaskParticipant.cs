namespace Orleans.Hosting;

internal sealed class StartupTaskParticipant(
    IServiceProvider services, Func<IServiceProvider, CancellationToken, Task> startupTask, int stage)
    : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(StartupTaskParticipant), stage, token => startupTask(services, token));
}
