using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using OrleansMarkets.Silo.Configuration;

namespace OrleansMarkets.Silo.Hosting;

/// <summary>The silo on Microsoft Orleans: one silo that listens on the loopback address and that cluster clients may join.</summary>
internal static class RuntimeSetup
{
    /// <summary>Name of the runtime.</summary>
    public const string Name = "Orleans";

    /// <summary>Configures clustering and reminders.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="options">The ports; those that are 0 are replaced by free ones.</param>
    public static void Configure(ISiloBuilder silo, SiloOptions options)
    {
        options.SiloPort = options.SiloPort == 0 ? FreePort() : options.SiloPort;
        options.GatewayPort = options.GatewayPort == 0 ? FreePort() : options.GatewayPort;
        silo.UseLocalhostClustering(options.SiloPort, options.GatewayPort);
        silo.AddReminders();
        silo.Services.AddSingleton<IReminderTable, ProcessReminderTable>();
    }

    /// <summary>Where cluster clients connect.</summary>
    public static string? ClusterEndpoint(SiloOptions options) => $"{IPAddress.Loopback}:{options.GatewayPort}";

    // Orleans has to know its ports before it listens, so the system is asked for one. Somebody else could take it in between; then the
    // start ends with a message and the next one gets another.
    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
