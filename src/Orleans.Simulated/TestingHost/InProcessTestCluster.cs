using System.Collections.ObjectModel;
using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.TestingHost;

/// <summary>A cluster of silos within this process, on the live scheduler.</summary>
public sealed class InProcessTestCluster : IAsyncDisposable, IDisposable
{
    private readonly ClusterRuntime _cluster = LiveCluster.Create();
    private readonly List<InProcessSiloHandle> _silos = [];
    private readonly List<IHost> _ended = [];
    private IHost? _clientHost;
    private int _names;

    internal InProcessTestCluster(InProcessTestClusterOptions options) => Options = options;

    /// <summary>What the cluster is made of.</summary>
    public InProcessTestClusterOptions Options { get; }

    /// <summary>The running silos.</summary>
    public ReadOnlyCollection<InProcessSiloHandle> Silos => _silos.ToList().AsReadOnly();

    /// <summary>The client.</summary>
    public IClusterClient Client => _clientHost?.Services.GetRequiredService<IClusterClient>()
        ?? throw new InvalidOperationException("The cluster has not been deployed.");

    /// <summary>Starts the silos and the client.</summary>
    /// <returns>The start.</returns>
    public async Task DeployAsync()
    {
        for (var i = 0; i < Options.InitialSilosCount; i++)
        {
            await StartAdditionalSiloAsync();
        }

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        Options.ClientHostConfigurationDelegates.ForEach(configure => configure(builder));
        Options.ClientDelegates.ForEach(configure => configure(new HostedBuilder(builder.Services, builder.Configuration)));
        builder.Services.AddSingleton<IGrainFactory>(_cluster.Factory);
        builder.Services.AddSingleton<IClusterClient>(provider => new ClusterClient(_cluster.Factory, provider));
        _clientHost = builder.Build();
        _cluster.Client.ResponseTimeout =
            _clientHost.Services.GetRequiredService<IOptions<ClientMessagingOptions>>().Value.ResponseTimeout;
        await _clientHost.StartAsync();
    }

    /// <summary>Starts one more silo.</summary>
    /// <returns>The silo.</returns>
    public Task<InProcessSiloHandle> StartAdditionalSiloAsync() =>
        StartAsync(string.Create(CultureInfo.InvariantCulture, $"Silo_{_names++}"));

    /// <summary>Stops a silo gracefully.</summary>
    /// <param name="instance">The silo.</param>
    /// <returns>The stop.</returns>
    public async Task StopSiloAsync(InProcessSiloHandle instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        _silos.Remove(instance);
        _ended.Add(instance.SiloHost);
        await instance.SiloHost.StopAsync();
    }

    /// <summary>Ends a silo without deactivating its grains; the others know at once.</summary>
    /// <param name="instance">The silo.</param>
    /// <returns>The end.</returns>
    public Task KillSiloAsync(InProcessSiloHandle instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        _silos.Remove(instance);
        _ended.Add(instance.SiloHost);
        instance.Silo.End();
        _cluster.DeclareDead(instance.Silo);
        return Task.CompletedTask;
    }

    /// <summary>Stops a silo gracefully and starts its successor.</summary>
    /// <param name="instance">The silo.</param>
    /// <returns>The successor.</returns>
    public async Task<InProcessSiloHandle?> RestartSiloAsync(InProcessSiloHandle instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        await StopSiloAsync(instance);
        return await StartAsync(instance.Name);
    }

    /// <summary>Waits until all silos know of each other, which is always so here.</summary>
    /// <param name="didKill">Not used.</param>
    /// <returns>The wait.</returns>
    public Task WaitForLivenessToStabilizeAsync(bool didKill = false) => Task.CompletedTask;

    /// <summary>The services of a silo.</summary>
    /// <param name="silo">Address of the silo; null for the first one.</param>
    /// <returns>The services.</returns>
    public IServiceProvider GetSiloServiceProvider(SiloAddress? silo = null) =>
        (silo is null ? _silos[0] : _silos.Single(each => each.SiloAddress.Equals(silo))).ServiceProvider;

    /// <summary>Stops all silos gracefully.</summary>
    /// <returns>The stop.</returns>
    public async Task StopAllSilosAsync()
    {
        foreach (var silo in _silos.ToArray())
        {
            await StopSiloAsync(silo);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAllSilosAsync();
        foreach (var host in _ended.Append(_clientHost).OfType<IHost>())
        {
            await ((IAsyncDisposable)host).DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task<InProcessSiloHandle> StartAsync(string name)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.Configure<ClusterOptions>(options =>
        {
            options.ClusterId = Options.ClusterId;
            options.ServiceId = Options.ServiceId;
        });
        var specific = new InProcessTestSiloSpecificOptions { SiloName = name };
        Options.SiloHostConfigurationDelegates.ForEach(configure => configure(specific, builder));
        var silo = LiveCluster.AddSilo(
            builder.Services,
            builder.Configuration,
            _cluster,
            name,
            siloBuilder => Options.SiloDelegates.ForEach(configure => configure(specific, siloBuilder)));
        var host = builder.Build();
        await host.StartAsync();
        var handle = new InProcessSiloHandle(silo, host);
        _silos.Add(handle);
        return handle;
    }
}
