using System.Globalization;
using System.Reflection;
using OrleansMarkets.Silo.Configuration;
using OrleansMarkets.Silo.Data;
using OrleansMarkets.Silo.Markets;

namespace OrleansMarkets.Silo.Hosting;

/// <summary>What the host says once, when everything answers.</summary>
internal static class Banner
{
    /// <summary>Name of the variable in which the launcher says why it chose this runtime.</summary>
    public const string ReasonVariable = "ORLEANSMARKETS_RUNTIME_REASON";

    /// <summary>Version and runtime of this build.</summary>
    public static string Version { get; } =
        typeof(Banner).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Writes the banner.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="options">The options, with the ports that were taken.</param>
    /// <param name="plan">The markets.</param>
    /// <param name="directory">The data directory.</param>
    /// <param name="address">Address of HTTP.</param>
    /// <param name="demo">The demo account's credentials.</param>
    public static void Write(
        TextWriter output, SiloOptions options, MarketPlan plan, DataDirectory directory, Uri address, Credentials demo)
    {
        string reason = Environment.GetEnvironmentVariable(ReasonVariable) ?? "the flavour of this build";
        string streams = new UriBuilder(address) { Scheme = "ws" }.Uri.GetLeftPart(UriPartial.Authority);
        output.WriteLine($"OrleansMarkets {Version}");
        Line(output, "runtime", $"{RuntimeSetup.Name}: {reason}");
        Line(output, "markets", string.Join(", ", plan.Markets.Select(market => market.Symbol)));
        Line(output, "prices", $"SYNTHETIC, made up from seed {options.Seed}: not market data");
        Line(output, "demo", options.Demo ? "makers and traders are running (off with --no-demo)" : "no makers and traders (--no-demo)");
        Line(output, "data", $"{directory.Path}, {Recovered(directory)}");
        Line(output, "HTTP", address.GetLeftPart(UriPartial.Authority));
        Line(output, "WebSocket", $"{streams}/v5/public/linear, {streams}/v5/public/spot, {streams}/v5/private");
        if (RuntimeSetup.ClusterEndpoint(options) is { } cluster)
        {
            Line(output, "cluster", $"{cluster} for cluster clients");
        }

        output.WriteLine($"API key: {demo.ApiKey}");
        output.WriteLine($"API secret: {demo.ApiSecret}");
        output.WriteLine("Ctrl-C stops; the next start on the same directory continues where this one ended.");
        output.Flush();
    }

    private static string Recovered(DataDirectory directory) => directory.Recovered.Count == 0
        ? "new"
        : "continued: " + string.Join(", ", directory.Recovered.Select(
            market => string.Create(CultureInfo.InvariantCulture, $"{market.Symbol} at {market.Sequence:N0}")));

    private static void Line(TextWriter output, string name, string text) => output.WriteLine($"  {name,-10} {text}");
}
