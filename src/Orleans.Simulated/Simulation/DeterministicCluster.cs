using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Simulation;

/// <summary>
/// A whole cluster on one thread and on virtual time: every run is a function of its seed. Not for use by several threads at once.
/// </summary>
public sealed class DeterministicCluster : IDisposable
{
    private readonly DeterministicClusterOptions _options;
    private readonly DeterministicEngine _engine;
    private readonly ClusterRuntime _cluster;
    private readonly SimulationRandom _random;
    private readonly ServiceProvider _clientServices;
    private readonly List<ServiceProvider> _containers = [];
    private readonly Dictionary<string, int> _generations = new(StringComparer.Ordinal);

    /// <summary>Creates the cluster and starts its silos.</summary>
    /// <param name="options">What it is made of.</param>
    /// <exception cref="OrleansConfigurationException">A contract type cannot be serialized.</exception>
    public DeterministicCluster(DeterministicClusterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.SiloCount, 1);
        if (options.CheckContracts)
        {
            ContractGate.Check();
        }

        _options = options;
        _random = new SimulationRandom(options.Seed);
        _engine = new DeterministicEngine(
            _random.Fork("scheduler"), Statistics, options.StartTime, options.MaxSteps, options.TurnCost);
        _cluster = new ClusterRuntime(_engine, _random, Statistics);
        _engine.OpenWork = DescribeOpenWork;
        _engine.HasOpenCalls = () => LivingHosts().Any(host => host.OpenCalls.CanExpire);
        Faults = new FaultInjector(this, _cluster, options.Faults ?? FaultPlan.None, _random);
        _cluster.Faults = Faults;
        _clientServices = BuildClient();
        Client = new ClusterClient(_cluster.Factory, _clientServices);
        StartInitialSilos();
        if (options.StartFaults && options.Faults is not null)
        {
            Faults.Start();
        }
    }

    /// <summary>The client; call through it inside <see cref="Run(Func{Task})"/>.</summary>
    public IClusterClient Client { get; }

    /// <summary>The true virtual time.</summary>
    public TimeProvider Clock => _engine.Clock;

    /// <summary>The faults.</summary>
    public FaultInjector Faults { get; }

    /// <summary>Counters of the run so far.</summary>
    public SimulationStatistics Statistics { get; } = new();

    /// <summary>The seed.</summary>
    public ulong Seed => _options.Seed;

    /// <summary>Hash over all scheduling decisions so far: equal for equal runs.</summary>
    public ulong TraceHash => _engine.TraceHash;

    /// <summary>The last scheduling decisions, oldest first.</summary>
    public IReadOnlyList<string> Trace => _engine.DescribeTrace();

    /// <summary>The present incarnation of every silo, in order of name.</summary>
    public IReadOnlyList<SimulatedSilo> Silos =>
        [.. _cluster.Silos.GroupBy(silo => silo.Name).Select(group => new SimulatedSilo(group.Last())).OrderBy(silo => silo.Index)];

    /// <summary>Runs client code until it is done; everything else runs with it.</summary>
    /// <param name="code">The client code.</param>
    /// <exception cref="SimulationException">An escape, a deadlock, or too many steps.</exception>
    public void Run(Func<Task> code)
    {
        ArgumentNullException.ThrowIfNull(code);
        _engine.Adopt();
        var task = _cluster.Client.SystemGroup.Start(code);
        _engine.Pump(() => task.IsCompleted, long.MaxValue);
        task.GetAwaiter().GetResult();
    }

    /// <summary>Runs client code until it is done; everything else runs with it.</summary>
    /// <typeparam name="T">Type of the result.</typeparam>
    /// <param name="code">The client code.</param>
    /// <returns>Its result.</returns>
    /// <exception cref="SimulationException">An escape, a deadlock, or too many steps.</exception>
    public T Run<T>(Func<Task<T>> code)
    {
        ArgumentNullException.ThrowIfNull(code);
        T result = default!;
        Run(async () =>
        {
            result = await code();
        });
        return result;
    }

    /// <summary>Lets virtual time pass.</summary>
    /// <param name="duration">How much.</param>
    /// <exception cref="SimulationException">An escape or too many steps.</exception>
    public void RunFor(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        _engine.Pump(() => false, _engine.Now + duration.Ticks);
    }

    /// <summary>A random source of its own for a purpose of the test, a function of the seed.</summary>
    /// <param name="purpose">Name of the purpose.</param>
    /// <returns>The source.</returns>
    public SimulationRandom CreateRandom(string purpose) => _random.Fork("user " + purpose);

    /// <summary>Crashes a silo: nothing of it runs any more and the others notice later.</summary>
    /// <param name="name">Name of the silo.</param>
    /// <param name="restartAfter">When its successor starts; null for never.</param>
    public void KillSilo(string name, TimeSpan? restartAfter = null)
    {
        _engine.Adopt();
        Crash(Find(name), restartAfter);
    }

    /// <summary>Hangs a silo. If that lasts longer than the others take to notice, it wakes as a zombie and dies some time later.</summary>
    /// <param name="name">Name of the silo.</param>
    /// <param name="duration">How long.</param>
    public void PauseSilo(string name, TimeSpan duration)
    {
        _engine.Adopt();
        Pause(Find(name), duration);
    }

    /// <summary>Cuts the network from one silo to another for a time; the way back stays open unless it is cut too.</summary>
    /// <param name="from">Name of the silo whose messages are lost; null for the client.</param>
    /// <param name="to">Name of the silo that they are for; null for the client.</param>
    /// <param name="duration">How long.</param>
    public void CutNetwork(string? from, string? to, TimeSpan duration)
    {
        _engine.Adopt();
        Statistics.Partitions++;
        Faults.Cut(from is null ? _cluster.Client : Find(from), to is null ? _cluster.Client : Find(to), duration);
    }

    /// <summary>Sets a silo's wall clock wrong, until a jump or a restart sets it anew; timestamps and timers do not follow it.</summary>
    /// <param name="name">Name of the silo.</param>
    /// <param name="ahead">How far ahead of the true time it is from now on; negative for behind.</param>
    public void SetClock(string name, TimeSpan ahead)
    {
        _engine.Adopt();
        ((VirtualClock)Find(name).Clock).Skew = ahead;
    }

    /// <summary>Stops a silo gracefully; inside <see cref="Run(Func{Task})"/> await the task.</summary>
    /// <param name="name">Name of the silo.</param>
    /// <returns>The stop.</returns>
    public Task StopSiloAsync(string name)
    {
        _engine.Adopt();
        return Stop(Find(name));
    }

    /// <summary>Starts a silo, new or as successor of one that has ended; inside <see cref="Run(Func{Task})"/> await the task.</summary>
    /// <param name="name">Name of the silo.</param>
    /// <returns>The start.</returns>
    public Task StartSiloAsync(string name)
    {
        _engine.Adopt();
        if (_cluster.Silos.Any(silo => silo.Name == name && silo.Status is not HostStatus.Dead))
        {
            throw new InvalidOperationException($"{name} is running.");
        }

        return Start(name);
    }

    /// <summary>Stops a silo gracefully and starts its successor; inside <see cref="Run(Func{Task})"/> await the task.</summary>
    /// <param name="name">Name of the silo.</param>
    /// <returns>The restart.</returns>
    public async Task RestartSiloAsync(string name)
    {
        await StopSiloAsync(name);
        await StartSiloAsync(name);
    }

    /// <summary>One line that identifies the run.</summary>
    /// <returns>Seed, time, trace hash and counters.</returns>
    public override string ToString() =>
        $"seed={Seed} time={TimeSpan.FromTicks(_engine.Now):c} trace={TraceHash:x16} {Statistics}";

    /// <summary>Disposes the services of the client and of all silos.</summary>
    public void Dispose()
    {
        _engine.Adopt();
        foreach (var silo in _cluster.Silos)
        {
            silo.End();
        }

        foreach (var container in _containers)
        {
            container.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        _clientServices.Dispose();
    }

    internal void Adopt() => _engine.Adopt();

    internal void Crash(SiloRuntime silo, TimeSpan? restartAfter)
    {
        if (silo.Status is HostStatus.Dead)
        {
            return;
        }

        Statistics.Crashes++;
        silo.End();
        _engine.After(Faults.DrawDetection(), () => Declare(silo));
        if (restartAfter is { } wait)
        {
            _engine.After(wait, () => Restart(silo.Name));
        }
    }

    internal void Pause(SiloRuntime silo, TimeSpan duration)
    {
        if (silo.Status is not HostStatus.Active)
        {
            return;
        }

        Statistics.Pauses++;
        silo.ChangeStatus(HostStatus.Paused);
        var detection = Faults.DrawDetection();
        _engine.After(duration, () => Resume(silo));
        if (detection < duration)
        {
            _engine.After(detection, () =>
            {
                if (silo.Status is HostStatus.Paused)
                {
                    Declare(silo);
                }
            });
        }
    }

    internal void Resume(SiloRuntime silo)
    {
        if (silo.Status is not HostStatus.Paused)
        {
            return;
        }

        if (_cluster.Members.Contains(silo))
        {
            silo.ChangeStatus(HostStatus.Active);
            return;
        }

        // It does not know yet that the others have declared it dead.
        Statistics.Zombies++;
        Faults.UseNetwork();
        silo.ReachesOthers = Faults.DrawZombieReach();
        silo.ChangeStatus(HostStatus.Zombie);
        _engine.After(Faults.DrawZombieLife(), () =>
        {
            if (silo.Status is HostStatus.Zombie)
            {
                silo.End();
                _engine.After(Faults.DrawRestart(), () => Restart(silo.Name));
            }
        });
    }

    internal void Roll(SiloRuntime silo, TimeSpan restartAfter)
    {
        _ = Stop(silo);
        _engine.After(restartAfter, () => Restart(silo.Name));
    }

    private static void Check(Task start)
    {
        if (start.IsFaulted)
        {
            start.GetAwaiter().GetResult();
        }
    }

    private void Restart(string name)
    {
        var present = _cluster.Silos.Last(silo => silo.Name == name);
        if (present.Status is HostStatus.Dead)
        {
            Start(name).ContinueWith(
                start => _engine.ReportFailure(new SimulationException($"{name} did not start.", start.Exception!)),
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
        else if (present.Status is HostStatus.Stopping)
        {
            _engine.After(TimeSpan.FromSeconds(1), () => Restart(name));
        }
    }

    private void Declare(SiloRuntime silo)
    {
        var wasMember = _cluster.Members.Contains(silo);
        _cluster.DeclareDead(silo);
        if (!wasMember)
        {
            return;
        }

        foreach (var activation in _cluster.Members.SelectMany(member => member.Snapshot()))
        {
            // The dead silo held this share of the directory.
            if (activation.Slot.Hash % (uint)_options.SiloCount == (uint)silo.Index && Faults.DrawDirectoryLoss())
            {
                activation.Deactivate(
                    new DeactivationReason(DeactivationReasonCode.DirectoryFailure, "The directory lost the activation."));
            }
        }
    }

    private Task Stop(SiloRuntime silo)
    {
        if (silo.Status is not HostStatus.Active)
        {
            throw new InvalidOperationException($"{silo.Name} is not running.");
        }

        // Driven by the cluster's own client host: the silo's turns end with the silo.
        Statistics.Stops++;
        return _cluster.Client.SystemGroup.Start(() => silo.StopAsync(CancellationToken.None));
    }

    private Task Start(string name)
    {
        var generation = _generations.GetValueOrDefault(name) + 1;
        _generations[name] = generation;
        var index = _cluster.Silos.FirstOrDefault(silo => silo.Name == name)?.Index
            ?? _cluster.Silos.Select(silo => silo.Name).Distinct().Count();
        var silo = new SiloRuntime(_cluster, name, index, generation);
        silo.Clock = new VirtualClock(_engine, silo, Faults.DrawSkew());
        _cluster.AddSilo(silo);
        var services = new ServiceCollection();
        _options.ConfigureSilo?.Invoke(name, new HostedBuilder(services, new ConfigurationBuilder().Build()));
        silo.AddServices(services);
        services.AddSingleton(Client);
        var container = services.BuildServiceProvider();
        _containers.Add(container);
        return silo.SystemGroup.Start(() =>
        {
            silo.Use(container);
            return silo.StartAsync(CancellationToken.None);
        });
    }

    private void StartInitialSilos()
    {
        var starts = Enumerable.Range(0, _options.SiloCount).Select(i => Start($"silo-{i}")).ToArray();
        _engine.Pump(() => Array.TrueForAll(starts, start => start.IsCompleted), long.MaxValue);
        Array.ForEach(starts, Check);
    }

    private ServiceProvider BuildClient()
    {
        var services = new ServiceCollection();
        _options.ConfigureClient?.Invoke(new HostedBuilder(services, new ConfigurationBuilder().Build()));
        services.AddOptions();
        services.AddLogging();
        services.AddSingleton<IGrainFactory>(_cluster.Factory);
        services.AddSingleton(Clock);
        services.AddSingleton<IClusterClient>(provider => new ClusterClient(_cluster.Factory, provider));
        var container = services.BuildServiceProvider();
        _cluster.Client.ResponseTimeout = container.GetRequiredService<IOptions<ClientMessagingOptions>>().Value.ResponseTimeout;
        return container;
    }

    private SiloRuntime Find(string name) =>
        _cluster.Silos.LastOrDefault(silo => silo.Name == name) ?? throw new ArgumentException($"There is no silo {name}.", nameof(name));

    private IEnumerable<HostContext> LivingHosts() =>
        _cluster.Silos.Where(silo => silo.Status is not HostStatus.Dead).Prepend<HostContext>(_cluster.Client);

    private string DescribeOpenWork()
    {
        const int Shown = 16;
        var calls = LivingHosts().SelectMany(host => host.OpenCalls.Snapshot().Select(call => $"{host.Name} waits for {call}"));
        var busy = _cluster.Silos.Where(silo => silo.Status is not HostStatus.Dead)
            .SelectMany(silo => silo.Snapshot()).Where(activation => !activation.IsIdle).Select(activation => activation.Describe());
        var lines = calls.Concat(busy).Take(Shown).ToArray();
        return lines.Length == 0 ? "only the client code waits, for something outside of the simulation" : string.Join("; ", lines);
    }
}
