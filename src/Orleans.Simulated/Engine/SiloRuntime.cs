using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Simulation.Engine;

/// <summary>One incarnation of a silo.</summary>
internal sealed class SiloRuntime : HostContext
{
    private const int FirstPort = 11111;

    private readonly SiloLifecycle _lifecycle = new();
    private readonly Dictionary<long, Activation> _activations = [];
    private ITimer? _collector;

    public SiloRuntime(ClusterRuntime cluster, string name, int index, int generation)
        : base(cluster, name)
    {
        Index = index;
        Address = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, FirstPort + index), generation);
    }

    public int Index { get; }

    public SiloAddress Address { get; }

    public IServiceProvider Services { get; private set; } = null!;

    public IIncomingGrainCallFilter[] Filters { get; private set; } = [];

    public bool DropExpiredMessages { get; private set; }

    public int MaxForwardCount { get; private set; }

    public int MaxEnqueuedRequests { get; private set; }

    public int MaxEnqueuedStatelessRequests { get; private set; }

    public TimeSpan ActivationTimeout { get; private set; }

    public TimeSpan DeactivationTimeout { get; private set; }

    public bool HasReminders { get; private set; }

    public TimeSpan MinimumReminderPeriod { get; private set; }

    /// <summary>Whether a zombie still reaches the other hosts.</summary>
    public bool ReachesOthers { get; set; } = true;

    private TimeSpan CollectionAge { get; set; }

    /// <summary>Adds the services of the runtime that grains and plain services may ask for.</summary>
    public void AddServices(IServiceCollection services)
    {
        services.AddOptions();
        services.AddLogging();
        services.AddSingleton(this);
        services.AddSingleton<IGrainFactory>(Cluster.Factory);
        services.AddSingleton<ILocalSiloDetails>(new LocalSiloDetails(this));
        if (!services.Any(each => each.ServiceType == typeof(TimeProvider)))
        {
            services.AddSingleton(Clock);
        }
    }

    /// <summary>Takes the container and reads the options.</summary>
    public void Use(IServiceProvider services)
    {
        Services = services;
        Filters = [.. services.GetServices<IIncomingGrainCallFilter>()];
        var messaging = services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value;
        ResponseTimeout = messaging.ResponseTimeout;
        DropExpiredMessages = messaging.DropExpiredMessages;
        MaxForwardCount = messaging.MaxForwardCount;
        MaxEnqueuedRequests = messaging.MaxEnqueuedRequestsHardLimit;
        MaxEnqueuedStatelessRequests = messaging.MaxEnqueuedRequestsHardLimit_StatelessWorker;
        var collection = services.GetRequiredService<IOptions<GrainCollectionOptions>>().Value;
        ActivationTimeout = collection.ActivationTimeout;
        DeactivationTimeout = collection.DeactivationTimeout;
        CollectionAge = collection.CollectionAge;
        HasReminders = services.GetService<ReminderServiceMarker>() is not null;
        MinimumReminderPeriod = services.GetRequiredService<IOptions<ReminderOptions>>().Value.MinimumReminderPeriod;
        foreach (var participant in services.GetServices<ILifecycleParticipant<ISiloLifecycle>>())
        {
            participant.Participate(_lifecycle);
        }

        _collector = Cluster.Engine.CreateTimer(this, isBackground: true, static silo => ((SiloRuntime)silo!).Collect(), this);
        _collector.Change(collection.CollectionQuantum, collection.CollectionQuantum);
    }

    /// <summary>Starts the services; the silo joins before the stage in which startup tasks run.</summary>
    public async Task StartAsync(CancellationToken token)
    {
        await _lifecycle.StartAsync(stage => stage < ServiceLifecycleStage.BecomeActive, token);
        ChangeStatus(HostStatus.Active);
        Cluster.Join(this);
        await _lifecycle.StartAsync(stage => stage >= ServiceLifecycleStage.BecomeActive, token);
    }

    /// <summary>Stops gracefully: deactivates every grain, then stops the services.</summary>
    public async Task StopAsync(CancellationToken token)
    {
        ChangeStatus(HostStatus.Stopping);
        Cluster.Leave(this);
        foreach (var activation in Snapshot())
        {
            activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo stops."), token);
        }

        foreach (var activation in Snapshot())
        {
            await activation.Deactivated;
        }

        await _lifecycle.StopAsync(token);
        End();
    }

    /// <summary>Ends the silo without a word.</summary>
    public void End()
    {
        _collector?.Dispose();
        ChangeStatus(HostStatus.Dead);
        Cluster.Forget(Snapshot());
    }

    public void Add(Activation activation)
    {
        lock (_activations)
        {
            _activations.Add(activation.Number, activation);
        }
    }

    public void Remove(Activation activation)
    {
        lock (_activations)
        {
            _activations.Remove(activation.Number);
        }
    }

    /// <summary>The activations on this silo, oldest first.</summary>
    public Activation[] Snapshot()
    {
        lock (_activations)
        {
            return [.. _activations.Values.OrderBy(activation => activation.Number)];
        }
    }

    private void Collect()
    {
        var now = Cluster.Engine.Now;
        foreach (var activation in Snapshot().Where(each => each.IsCollectable(now, CollectionAge)))
        {
            activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "The activation was idle."));
        }
    }
}
