using Orleans.Hosting;
using OrleansMarkets.Silo.Configuration;

namespace OrleansMarkets.Silo.Hosting;

/// <summary>The silo on the simulated runtime's live scheduler: thread pool and real clock, all within this process.</summary>
internal static class RuntimeSetup
{
    /// <summary>Name of the runtime.</summary>
    public const string Name = "Simulated";

    /// <summary>Configures clustering and reminders: there is nothing to connect to.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="options">Its ports are not used.</param>
    public static void Configure(ISiloBuilder silo, SiloOptions options) =>
        silo.UseLocalhostClustering().UseInMemoryReminderService();

    /// <summary>Where cluster clients connect: nowhere.</summary>
    public static string? ClusterEndpoint(SiloOptions options) => null;
}
