using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace OrleansMarkets.Silo.Configuration;

/// <summary>
/// Reads the options: what an argument says holds over the environment, the environment over appsettings.json, that over the defaults.
/// </summary>
public static class SiloSettings
{
    /// <summary>Prefix of the environment's names, for example <c>ORLEANSMARKETS_Silo__Port</c>.</summary>
    public const string EnvironmentPrefix = "ORLEANSMARKETS_";

    private const int HighestPort = 65_535;
    private const int LongestSeconds = 3_600;

    /// <summary>The command line: its options set keys of <see cref="SiloOptions"/>.</summary>
    /// <param name="run">Runs the host with the settings that the arguments give.</param>
    public static RootCommand CreateCommand(Func<IReadOnlyDictionary<string, string?>, CancellationToken, Task<int>> run)
    {
        Option<string?> data = new("--data") { Description = "Data directory; made if there is none (data)", HelpName = "DIR" };
        Option<string?> port = Text("--port", "Port of HTTP and WebSocket on 127.0.0.1; 0 for any that is free (8080)");
        Option<bool> noDemo = new("--no-demo") { Description = "No demo makers and traders" };
        Option<string?> seed = Text("--seed", "Seed of the synthetic prices and of the demo (1)");
        Option<string?> markets = new("--markets") { Description = "File of markets (the one beside the program)", HelpName = "FILE" };
        Option<string?> siloPort = Text("--silo-port", "Port between silos, Orleans only; 0 for any that is free (11111)");
        Option<string?> gatewayPort = Text("--gateway-port", "Port of cluster clients, Orleans only; 0 for any that is free (30000)");
        RootCommand command = new("Starts a market on synthetic prices: HTTP and WebSocket on 127.0.0.1, durable in a directory.")
        {
            data, port, noDemo, seed, markets, siloPort, gatewayPort,
        };
        command.SetAction((parsed, cancellation) =>
        {
            Dictionary<string, string?> given = [];
            void Give(string name, string? value)
            {
                if (value is not null)
                {
                    given[$"{SiloOptions.Section}:{name}"] = value;
                }
            }

            Give(nameof(SiloOptions.Data), parsed.GetValue(data));
            Give(nameof(SiloOptions.Port), parsed.GetValue(port));
            Give(nameof(SiloOptions.Demo), parsed.GetValue(noDemo) ? bool.FalseString : null);
            Give(nameof(SiloOptions.Seed), parsed.GetValue(seed));
            Give(nameof(SiloOptions.Markets), parsed.GetValue(markets));
            Give(nameof(SiloOptions.SiloPort), parsed.GetValue(siloPort));
            Give(nameof(SiloOptions.GatewayPort), parsed.GetValue(gatewayPort));
            return run(given, cancellation);
        });
        return command;
    }

    /// <summary>Puts the sources together in their order.</summary>
    /// <param name="given">What the arguments say.</param>
    public static IConfiguration Configure(IReadOnlyDictionary<string, string?> given)
    {
        try
        {
            return new ConfigurationBuilder()
                .SetBasePath(AppContext.BaseDirectory)
                .AddJsonFile("appsettings.json", optional: true)
                .AddEnvironmentVariables(EnvironmentPrefix)
                .AddInMemoryCollection(given)
                .Build();
        }
        catch (Exception malformed) when (malformed is InvalidDataException or FormatException)
        {
            throw Bad(malformed.Message, malformed);
        }
    }

    /// <summary>Reads and checks the options.</summary>
    /// <exception cref="SiloException">A value does not parse or is outside its range.</exception>
    public static SiloOptions Read(IConfiguration configuration)
    {
        SiloOptions options;
        try
        {
            options = configuration.GetSection(SiloOptions.Section).Get<SiloOptions>(binder => binder.ErrorOnUnknownConfiguration = true)
                ?? new SiloOptions();
        }
        catch (InvalidOperationException wrong)
        {
            throw Bad(wrong.InnerException?.Message is { } why ? $"{wrong.Message} {why}" : wrong.Message, wrong);
        }

        Require(options.Data.Length > 0, nameof(SiloOptions.Data), "must not be empty");
        Within(nameof(SiloOptions.Port), options.Port, 0, HighestPort);
        Within(nameof(SiloOptions.SiloPort), options.SiloPort, 0, HighestPort);
        Within(nameof(SiloOptions.GatewayPort), options.GatewayPort, 0, HighestPort);
        Within(nameof(SiloOptions.SnapshotEveryRecords), options.SnapshotEveryRecords, 0, int.MaxValue);
        Within(nameof(SiloOptions.StartSeconds), options.StartSeconds, 1, LongestSeconds);
        Within(nameof(SiloOptions.StopSeconds), options.StopSeconds, 1, LongestSeconds);
        return options;
    }

    /// <summary>The refusal of an argument or setting.</summary>
    public static SiloException Bad(string message, Exception? inner = null) =>
        new(ExitCodes.BadInput, SiloCodes.BadOption, message, inner);

    private static void Within(string name, int value, int least, int most) => Require(
        value >= least && value <= most,
        name,
        string.Create(CultureInfo.InvariantCulture, $"must be from {least} to {most}, not {value}"));

    private static void Require(bool holds, string name, string otherwise)
    {
        if (!holds)
        {
            throw Bad($"{SiloOptions.Section}:{name} {otherwise}");
        }
    }

    private static Option<string?> Text(string name, string description) => new(name) { Description = description, HelpName = "N" };
}
