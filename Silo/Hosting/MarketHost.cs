using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using OrleansMarkets.Gateway.Hosting;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Grains.Journaling;
using OrleansMarkets.Grains.Storage;
using OrleansMarkets.Silo.Configuration;
using OrleansMarkets.Silo.Data;
using OrleansMarkets.Silo.Demo;
using OrleansMarkets.Silo.Markets;
using OrleansMarkets.Silo.Prices;

namespace OrleansMarkets.Silo.Hosting;

/// <summary>
/// The composition root: data directory, silo, markets, prices, demo and gateway in one process. What is registered first starts first and
/// stops last; the web server is last to start and first to stop, so nothing new is admitted while grains end.
/// </summary>
internal sealed class MarketHost : IAsyncDisposable
{
    // Its names are those of GatewayOptions; the master key never comes from a setting.
    private const string GatewaySection = "Gateway";

    private readonly SiloOptions _options;
    private readonly MarketPlan _plan;
    private readonly DataDirectory _directory;
    private readonly MarketSecrets _secrets;
    private readonly WebApplication _application;

    private MarketHost(SiloOptions options, MarketPlan plan, DataDirectory directory, MarketSecrets secrets, WebApplication application) =>
        (_options, _plan, _directory, _secrets, _application) = (options, plan, directory, secrets, application);

    /// <summary>Checks the settings, locks the data directory and puts everything together; nothing runs yet.</summary>
    public static async Task<MarketHost> OpenAsync(IConfiguration configuration)
    {
        SiloOptions options = SiloSettings.Read(configuration);
        MarketPlan plan = MarketFileReader.Read(options.Markets.Length > 0 ? options.Markets : DefaultMarkets);
        DataDirectory directory = await DataDirectory.OpenAsync(options.Data);
        try
        {
            MarketSecrets secrets = new(directory);
            return new MarketHost(options, plan, directory, secrets, Build(configuration, options, plan, directory, secrets));
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>Starts, says what runs once everything answers, and returns when the host was told to stop and has stopped.</summary>
    public async Task RunAsync(TextWriter output)
    {
        using StopSignals signals = new();
        CancellationToken stopping = _application.Lifetime.ApplicationStopping;
        try
        {
            await StartAsync(output, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Told to stop before it was ready: what has started is stopped below.
        }
        catch
        {
            await _application.StopAsync();
            throw;
        }

        await _application.WaitForShutdownAsync();
    }

    /// <summary>Ends what is still running and closes the journal.</summary>
    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _directory.Dispose();
    }

    private async Task StartAsync(TextWriter output, CancellationToken stopping)
    {
        await _application.StartAsync(stopping);
        Uri address = Address();
        await Readiness.WaitAsync(_application.Services, _options, _plan, address, stopping);
        _secrets.SetUrl(MarketSecrets.OperatorFile, address);
        Credentials demo = _secrets.SetUrl(MarketSecrets.DemoFile, address);
        Banner.Write(output, _options, _plan, _directory, address, demo);
    }

    private static string DefaultMarkets => Path.Combine(AppContext.BaseDirectory, "markets.json");

    private static WebApplication Build(
        IConfiguration configuration, SiloOptions options, MarketPlan plan, DataDirectory directory, MarketSecrets secrets)
    {
        byte[] masterKey = secrets.MasterKey();
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddConfiguration(configuration);
        ConfigureLogging(builder.Logging, configuration);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(options.StopSeconds));
        builder.Services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(plan);
        builder.Services.AddSingleton(secrets);
        builder.Services.AddSingleton<DemoCapital>();
        builder.UseOrleans(silo => ConfigureSilo(silo, options, plan, directory));
        builder.Services.AddHostedService<MarketOpening>();
        builder.Services.AddOrleansMarketsGateway(gateway =>
        {
            configuration.GetSection(GatewaySection).Bind(gateway);
            gateway.MasterKey = masterKey;
        });
        builder.Services.AddHostedService<AccountOpening>();
        builder.Services.AddHostedService<SyntheticPrices>();
        if (options.Demo)
        {
            builder.Services.AddHostedService<DemoService>();
        }

        WebApplication application = builder.Build();
        application.MapOrleansMarketsGateway();
        return application;
    }

    private static void ConfigureSilo(ISiloBuilder silo, SiloOptions options, MarketPlan plan, DataDirectory directory)
    {
        RuntimeSetup.Configure(silo, options);
        silo.AddJournalGrainStorage();
        silo.AddOrleansMarkets(directory.Journal, plan.Assets);
        silo.Configure<JournalingOptions>(journaling => journaling.SnapshotEveryRecords = options.SnapshotEveryRecords);
    }

    private static void ConfigureLogging(ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter("OrleansMarkets.Silo", LogLevel.Information);

        // What ends a start is told once, as the last line.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });

        // stdout carries the banner and nothing else.
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private Uri Address() => new(_application.Services.GetRequiredService<IServer>().Features
        .GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
}
