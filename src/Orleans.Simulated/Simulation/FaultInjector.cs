namespace Orleans.Simulation;

/// <summary>Injects the faults of a plan. They can be switched off for a calm phase and on again.</summary>
public sealed class FaultInjector
{
    private readonly ClusterRuntime _cluster;
    private readonly DeterministicCluster _owner;
    private readonly SimulationRandom _network;
    private readonly SimulationRandom _hosts;
    private readonly List<ITimer> _recurring = [];
    private readonly List<GrainSlot> _duplicated = [];
    private readonly List<(HostContext From, HostContext To)> _cuts = [];

    internal FaultInjector(DeterministicCluster owner, ClusterRuntime cluster, FaultPlan plan, SimulationRandom random)
    {
        _owner = owner;
        _cluster = cluster;
        Plan = plan;
        _network = random.Fork("network");
        _hosts = random.Fork("hosts");
    }

    /// <summary>The plan.</summary>
    public FaultPlan Plan { get; }

    /// <summary>Whether faults are injected now.</summary>
    public bool IsActive { get; private set; }

    /// <summary>Whether messages between hosts can be late or lost at all.</summary>
    internal bool HasNetwork { get; private set; }

    /// <summary>Starts to inject faults.</summary>
    public void Start()
    {
        _owner.Adopt();
        if (IsActive)
        {
            return;
        }

        IsActive = true;
        HasNetwork = true;
        Recur(Plan.PartitionInterval, CutOne);
        Recur(Plan.CrashInterval, CrashOne);
        Recur(Plan.PauseInterval, PauseOne);
        Recur(Plan.RollInterval, RollOne);
        Recur(Plan.DeactivationInterval, DeactivateOne);
        Recur(Plan.ClockJumpInterval, JumpOne);
    }

    /// <summary>
    /// Stops injecting: messages arrive, nothing new crashes or hangs, duplicates end and paused silos wake. What has already happened
    /// takes its course: silos that are down still come back, and undetected ones are still detected.
    /// </summary>
    public void Stop()
    {
        _owner.Adopt();
        IsActive = false;
        foreach (var timer in _recurring)
        {
            timer.Dispose();
        }

        _recurring.Clear();
        _cuts.Clear();
        foreach (var slot in _duplicated.ToArray())
        {
            EndDuplicate(slot);
        }

        foreach (var silo in _cluster.Silos.Where(silo => silo.Status is HostStatus.Paused).ToArray())
        {
            _owner.Resume(silo);
        }
    }

    /// <summary>From now on there are hosts that may not reach each other.</summary>
    internal void UseNetwork() => HasNetwork = true;

    /// <summary>Cuts the way from one host to another for a time; the way back may stay open.</summary>
    internal void Cut(HostContext from, HostContext to, TimeSpan duration)
    {
        HasNetwork = true;
        _cuts.Add((from, to));
        _cluster.Engine.After(duration, () => _cuts.Remove((from, to)));
    }

    internal bool DrawReorder()
    {
        var isReordered = IsActive && _network.Chance(Plan.ReorderRate);
        _cluster.Statistics.Reordered += isReordered ? 1 : 0;
        return isReordered;
    }

    internal bool DrawSilentLoss() => IsActive && _network.Chance(Plan.SilentLossRate);

    internal bool DrawReminderMiss() => IsActive && _hosts.Chance(Plan.ReminderMissRate);

    internal bool DrawReminderDuplicate() => IsActive && _hosts.Chance(Plan.ReminderDuplicateRate);

    internal bool DrawZombieReach() => _hosts.Chance(Plan.ZombieReachRate);

    internal bool DrawDirectoryLoss() => IsActive && _hosts.Chance(Plan.DirectoryLossRate);

    internal TimeSpan DrawDetection() => _hosts.NextTimeSpan(Plan.MinDetection, Plan.MaxDetection);

    internal TimeSpan DrawRestart() => _hosts.NextTimeSpan(Plan.MinRestart, Plan.MaxRestart);

    internal TimeSpan DrawZombieLife() => _hosts.NextTimeSpan(TimeSpan.FromMilliseconds(10), Plan.MaxZombie);

    internal TimeSpan DrawSkew() => _hosts.NextTimeSpan(-Plan.MaxClockSkew, Plan.MaxClockSkew);

    internal void CarryRequest(Request request)
    {
        var target = request.Target!;
        if (IsActive && _network.Chance(Plan.DuplicateActivationRate) && _cluster.Duplicate(request.Slot) is { } duplicate)
        {
            request.Target = target = duplicate;
            _duplicated.Add(request.Slot);
            _cluster.Engine.After(_hosts.NextTimeSpan(TimeSpan.FromSeconds(1), Plan.MaxDuplicateLife), () => EndDuplicate(request.Slot));
        }

        if (!Reaches(request.Caller, target.Silo) || (IsActive && _network.Chance(Plan.RequestDropRate)))
        {
            _cluster.Statistics.RequestsDropped++;
            return;
        }

        Carry(() => target.Group.Post(request));
    }

    internal void CarryResponse(Request request, HostContext from, object outcome)
    {
        if (!Reaches(from, request.Caller) || (IsActive && _network.Chance(Plan.ResponseDropRate)))
        {
            _cluster.Statistics.ResponsesDropped++;
            return;
        }

        Carry(() => _cluster.Receive(request, outcome));
    }

    private bool Reaches(HostContext from, HostContext to) => MayTalk(from) && MayTalk(to) && !_cuts.Contains((from, to));

    private static bool MayTalk(HostContext host) =>
        host.Status is not HostStatus.Dead && (host.Status is not HostStatus.Zombie || host is SiloRuntime { ReachesOthers: true });

    private void Carry(Action arrival)
    {
        if (!IsActive || Plan.MaxDelay == TimeSpan.Zero && Plan.SlowRate == 0)
        {
            arrival();
            return;
        }

        var delay = _network.Chance(Plan.SlowRate)
            ? _network.NextTimeSpan(Plan.MaxDelay, Plan.SlowDelay)
            : _network.NextTimeSpan(Plan.MinDelay, Plan.MaxDelay);
        _cluster.Engine.After(delay, arrival, host: null, isBackground: false);
    }

    private void EndDuplicate(GrainSlot slot)
    {
        _duplicated.Remove(slot);
        if (slot.Duplicate is { } duplicate && slot.Primary is { } primary)
        {
            // The directory comes to its senses; either of the two may be the one that stays.
            var loser = _hosts.Next(2) == 0 ? duplicate : primary;
            loser.Deactivate(new DeactivationReason(DeactivationReasonCode.DuplicateActivation, "Another activation exists."));
        }
    }

    private void Recur(TimeSpan mean, Action action)
    {
        if (mean <= TimeSpan.Zero)
        {
            return;
        }

        ITimer timer = null!;
        timer = _cluster.Engine.CreateTimer(null, isBackground: true, _ =>
        {
            action();
            timer.Change(_hosts.NextAround(mean), Timeout.InfiniteTimeSpan);
        }, null);
        timer.Change(_hosts.NextAround(mean), Timeout.InfiniteTimeSpan);
        _recurring.Add(timer);
    }

    private SiloRuntime? DrawVictim()
    {
        var living = _cluster.Members.Where(silo => silo.Status is HostStatus.Active).ToArray();
        return living.Length > Plan.MinLiveSilos ? living[_hosts.Next(living.Length)] : null;
    }

    private void CrashOne()
    {
        if (DrawVictim() is { } victim)
        {
            _owner.Crash(victim, DrawRestart());
        }
    }

    private void PauseOne()
    {
        if (DrawVictim() is { } victim)
        {
            _owner.Pause(victim, _hosts.NextTimeSpan(Plan.MinPause, Plan.MaxPause));
        }
    }

    private void CutOne()
    {
        var living = _cluster.Members.Where(silo => silo.Status is HostStatus.Active).ToArray();
        if (living.Length == 0)
        {
            return;
        }

        // The client is one of the hosts that can be cut off.
        var from = living[_hosts.Next(living.Length)];
        var other = _hosts.Next(living.Length + 1);
        HostContext to = other == living.Length ? _cluster.Client : living[other];
        var duration = _hosts.NextTimeSpan(Plan.MinPartition, Plan.MaxPartition);
        _cluster.Statistics.Partitions++;
        var ways = _hosts.Next(3);
        if (ways != 0)
        {
            Cut(from, to, duration);
        }

        if (ways != 1)
        {
            Cut(to, from, duration);
        }
    }

    private void RollOne()
    {
        if (DrawVictim() is { } victim)
        {
            _owner.Roll(victim, DrawRestart());
        }
    }

    private void DeactivateOne()
    {
        var living = _cluster.Members.Where(silo => silo.Status is HostStatus.Active).SelectMany(silo => silo.Snapshot()).ToArray();
        if (living.Length > 0)
        {
            living[_hosts.Next(living.Length)].Deactivate(
                new DeactivationReason(DeactivationReasonCode.ActivationIdle, "A drawn deactivation."));
        }
    }

    private void JumpOne()
    {
        var living = _cluster.Members.Where(silo => silo.Status is HostStatus.Active).ToArray();
        if (living.Length > 0)
        {
            ((VirtualClock)living[_hosts.Next(living.Length)].Clock).Skew = DrawSkew();
        }
    }
}
