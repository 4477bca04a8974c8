namespace OrleansMarkets.Silo.Configuration;

/// <summary>What a start can be told. docs/operations.md has the names in arguments, environment and appsettings.json.</summary>
public sealed class SiloOptions
{
    /// <summary>Section of appsettings.json, and prefix of the environment's names after <c>ORLEANSMARKETS_</c>.</summary>
    public const string Section = "Silo";

    /// <summary>The data directory; made if there is none.</summary>
    public string Data { get; set; } = "data";

    /// <summary>Port of HTTP and WebSocket on the loopback address; 0 for any that is free.</summary>
    public int Port { get; set; } = 8080;

    /// <summary>Whether demo makers and traders run.</summary>
    public bool Demo { get; set; } = true;

    /// <summary>Seed of the synthetic prices and of what demo traders do.</summary>
    public ulong Seed { get; set; } = 1;

    /// <summary>The file of markets; empty for the one beside the program.</summary>
    public string Markets { get; set; } = string.Empty;

    /// <summary>Port between silos (Orleans only); 0 for any that is free.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>Port of cluster clients (Orleans only); 0 for any that is free.</summary>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>Records after which a market or account saves a snapshot: how much of its log a start replays at most.</summary>
    public int SnapshotEveryRecords { get; set; } = 50_000;

    /// <summary>Longest time from the beginning of a start until the markets are open.</summary>
    public int StartSeconds { get; set; } = 120;

    /// <summary>Longest time for what is under way when a stop begins.</summary>
    public int StopSeconds { get; set; } = 20;
}
