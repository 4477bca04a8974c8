namespace Orleans.Hosting;

/// <summary>Adds tasks that a silo runs when it starts.</summary>
public static class SiloBuilderStartupExtensions
{
    /// <summary>Adds a startup task.</summary>
    /// <typeparam name="TStartup">Type of the task.</typeparam>
    /// <param name="builder">The silo.</param>
    /// <param name="stage">When it runs.</param>
    /// <returns>The silo.</returns>
    public static ISiloBuilder AddStartupTask<TStartup>(this ISiloBuilder builder, int stage = ServiceLifecycleStage.Active)
        where TStartup : class, IStartupTask =>
        builder.AddStartupTask(
            static (services, token) => ActivatorUtilities.GetServiceOrCreateInstance<TStartup>(services).Execute(token), stage);

    /// <summary>Adds a startup task.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="startupTask">The task.</param>
    /// <param name="stage">When it runs.</param>
    /// <returns>The silo.</returns>
    public static ISiloBuilder AddStartupTask(
        this ISiloBuilder builder, IStartupTask startupTask, int stage = ServiceLifecycleStage.Active) =>
        builder.AddStartupTask((_, token) => startupTask.Execute(token), stage);

    /// <summary>Adds a startup task.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="startupTask">The task.</param>
    /// <param name="stage">When it runs.</param>
    /// <returns>The silo.</returns>
    public static ISiloBuilder AddStartupTask(
        this ISiloBuilder builder,
        Func<IServiceProvider, CancellationToken, Task> startupTask,
        int stage = ServiceLifecycleStage.Active)
    {
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
            services => new StartupTaskParticipant(services, startupTask, stage));
        return builder;
    }
}
