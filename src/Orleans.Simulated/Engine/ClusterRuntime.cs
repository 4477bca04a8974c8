using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orleans.Placement;

namespace Orleans.Simulation.Engine;

/// <summary>The grains of one cluster, where they are active, and the messages between its hosts.</summary>
internal sealed class ClusterRuntime
{
    private readonly ConcurrentDictionary<GrainId, GrainSlot> _slots = new();
    private readonly ConcurrentDictionary<string, MemoryGrainStorage> _stores = new(StringComparer.Ordinal);
    private readonly SimulationRandom _placement;
    private readonly Lock _directory = new();
    private readonly List<SiloRuntime> _silos = [];
    private SiloRuntime[] _members = [];

    public ClusterRuntime(Engine engine, SimulationRandom random, SimulationStatistics statistics)
    {
        Engine = engine;
        Statistics = statistics;
        _placement = random.Fork("placement");
        Factory = new GrainFactory(this);
        Client = new ClientHost(this, "client");
        DefaultCaller = Client;
        Reminders = new ReminderService(this);
    }

    public Engine Engine { get; }

    public SimulationStatistics Statistics { get; }

    public GrainFactory Factory { get; }

    public ClientHost Client { get; }

    /// <summary>The host that calls from outside of every work group count for.</summary>
    public HostContext DefaultCaller { get; }

    public ReminderService Reminders { get; }

    public FaultInjector? Faults { get; set; }

    public ILogger? Logger { get; set; }

    /// <summary>Every incarnation of every silo, oldest first.</summary>
    public IReadOnlyList<SiloRuntime> Silos => _silos;

    /// <summary>The silos that the cluster believes to be alive.</summary>
    public SiloRuntime[] Members => _members;

    public GrainSlot Slot(GrainId id, GrainClassModel model) =>
        _slots.TryGetValue(id, out var known) ? known : _slots.GetOrAdd(id, new GrainSlot(this, id, model));

    public MemoryGrainStorage MemoryStorage(string name) => _stores.GetOrAdd(name, static _ => new MemoryGrainStorage());

    public void AddSilo(SiloRuntime silo)
    {
        lock (_directory)
        {
            _silos.Add(silo);
        }
    }

    public void Join(SiloRuntime silo)
    {
        lock (_directory)
        {
            _members = [.. _members.Append(silo).OrderBy(each => each.Index).ThenBy(each => each.Address.Generation)];
            Statistics.SiloStarts++;
        }
    }

    /// <summary>A silo stops: it gets no new activations, but keeps those it has until they have ended.</summary>
    public void Leave(SiloRuntime silo)
    {
        lock (_directory)
        {
            _members = [.. _members.Where(each => !ReferenceEquals(each, silo))];
        }
    }

    /// <summary>The cluster agrees that a silo is dead: its activations leave the directory and most of its callers are told.</summary>
    public void DeclareDead(SiloRuntime silo)
    {
        Leave(silo);
        lock (_directory)
        {
            foreach (var activation in silo.Snapshot())
            {
                Detach(activation);
            }
        }

        var callers = _silos.Where(each => each.Status is not HostStatus.Dead).Prepend<HostContext>(Client);
        foreach (var request in callers.SelectMany(caller => caller.OpenCalls.Snapshot()))
        {
            if (ReferenceEquals(request.Target?.Silo, silo) && !ReferenceEquals(request.Caller, silo)
                && Faults?.DrawSilentLoss() != true
                && request.Close(new SiloUnavailableException($"{silo.Name} is dead; whether {request} ran is unknown.")))
            {
                Statistics.Unavailable++;
            }
        }
    }

    /// <summary>Sends a request to an activation of its grain, which is created if there is none.</summary>
    public void SendRequest(Request request)
    {
        var target = Resolve(request.Slot, request.Caller);
        if (target is null)
        {
            request.Close(new SiloUnavailableException($"No silo can take {request}."));
            return;
        }

        request.Target = target;
        if (Faults is not { HasNetwork: true } || ReferenceEquals(target.Silo, request.Caller))
        {
            target.Group.Post(request);
        }
        else
        {
            Faults.CarryRequest(request);
        }
    }

    public void SendResponse(Request request, SiloRuntime from, object outcome)
    {
        if (Faults is not { HasNetwork: true } || ReferenceEquals(from, request.Caller))
        {
            Receive(request, outcome);
        }
        else
        {
            Faults.CarryResponse(request, from, outcome);
        }
    }

    public void Receive(Request request, object outcome)
    {
        if (!request.Close(outcome))
        {
            Statistics.LateResponses++;
        }
    }

    public void Forward(Request request, Activation from)
    {
        if (++request.ForwardCount > from.Silo.MaxForwardCount)
        {
            request.Reject(new OrleansMessageRejectionException($"{request} was forwarded {from.Silo.MaxForwardCount} times."));
            return;
        }

        Statistics.Forwarded++;
        SendRequest(request);
    }

    public void Unregister(Activation activation)
    {
        activation.Silo.Remove(activation);
        lock (_directory)
        {
            activation.Slot.Activations.Remove(activation);
            Detach(activation);
        }
    }

    /// <summary>The activations are gone with their silo; the directory still points to them until the silo is declared dead.</summary>
    public void Forget(Activation[] activations)
    {
        lock (_directory)
        {
            foreach (var activation in activations)
            {
                activation.Slot.Activations.Remove(activation);
            }
        }
    }

    public void Swallow(Exception failure, string where)
    {
        Statistics.SwallowedExceptions++;
        Logger?.LogError(failure, "Exception in {Where}", where);
    }

    /// <summary>Puts a second activation of a grain on another silo, as a directory in disorder does.</summary>
    public Activation? Duplicate(GrainSlot slot)
    {
        lock (_directory)
        {
            if (slot.Primary is not { State: ActivationState.Valid } primary || slot.Duplicate is not null)
            {
                return null;
            }

            var others = _members.Where(silo => !ReferenceEquals(silo, primary.Silo)).ToArray();
            if (others.Length == 0)
            {
                return null;
            }

            var duplicate = Activate(slot, others[_placement.Next(others.Length)]);
            slot.Duplicate = duplicate;
            Statistics.DuplicateActivations++;
            return duplicate;
        }
    }

    private static void Detach(Activation activation)
    {
        var slot = activation.Slot;
        if (ReferenceEquals(slot.Primary, activation))
        {
            slot.Primary = slot.Duplicate;
            slot.Duplicate = null;
        }
        else if (ReferenceEquals(slot.Duplicate, activation))
        {
            slot.Duplicate = null;
        }
    }

    private Activation? Resolve(GrainSlot slot, HostContext from)
    {
        // Without the lock: both only change while no message is under way that could mind.
        if (slot.Primary is { } known && slot.Duplicate is null && from.Status is not HostStatus.Zombie)
        {
            return known;
        }

        lock (_directory)
        {
            if (slot.Class.IsStatelessWorker)
            {
                return ResolveWorker(slot, from);
            }

            if (from.Status is HostStatus.Zombie && slot.Activations.Find(each => ReferenceEquals(each.Silo, from)) is { } local)
            {
                return local;
            }

            if (slot.Duplicate is { } duplicate && _placement.Next(2) == 0)
            {
                return duplicate;
            }

            return slot.Primary ??= Place(slot, from) is { } silo ? Activate(slot, silo) : null;
        }
    }

    private Activation? ResolveWorker(GrainSlot slot, HostContext from)
    {
        var silo = from as SiloRuntime ?? Pick(_members);
        if (silo is null)
        {
            return null;
        }

        Activation? best = null;
        var count = 0;
        foreach (var worker in slot.Activations)
        {
            if (ReferenceEquals(worker.Silo, silo) && worker.State is not ActivationState.Deactivating)
            {
                count++;
                best = best is null || worker.Load < best.Load ? worker : best;
            }
        }

        return best is null || (best.Load > 0 && count < slot.Class.MaxLocalWorkers) ? Activate(slot, silo) : best;
    }

    private Activation Activate(GrainSlot slot, SiloRuntime silo)
    {
        var activation = new Activation(slot, silo);
        slot.Activations.Add(activation);
        silo.Add(activation);
        Statistics.Activations++;
        activation.Begin();
        return activation;
    }

    private SiloRuntime? Place(GrainSlot slot, HostContext from) => slot.Class.Placement switch
    {
        PreferLocalPlacementAttribute when from is SiloRuntime local && _members.Contains(local) => local,
        HashBasedPlacementAttribute when _members.Length > 0 => _members[slot.Hash % (uint)_members.Length],
        _ => Pick(_members),
    };

    private SiloRuntime? Pick(SiloRuntime[] silos) => silos.Length switch
    {
        0 => null,
        1 => silos[0],
        _ => silos[_placement.Next(silos.Length)],
    };
}
