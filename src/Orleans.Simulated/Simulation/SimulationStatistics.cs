namespace Orleans.Simulation;

/// <summary>Counters of a cluster. In the live runtime they are approximate.</summary>
public sealed class SimulationStatistics
{
    /// <summary>Turns run by the pump.</summary>
    public long Steps { get; internal set; }

    /// <summary>Timers fired by the virtual clock.</summary>
    public long TimersFired { get; internal set; }

    /// <summary>Calls sent.</summary>
    public long Calls { get; internal set; }

    /// <summary>Requests lost on the way.</summary>
    public long RequestsDropped { get; internal set; }

    /// <summary>Responses lost on the way.</summary>
    public long ResponsesDropped { get; internal set; }

    /// <summary>Requests that overtook earlier ones.</summary>
    public long Reordered { get; internal set; }

    /// <summary>Requests not started because their caller had given up.</summary>
    public long Expired { get; internal set; }

    /// <summary>Responses that came after their caller had given up.</summary>
    public long LateResponses { get; internal set; }

    /// <summary>Calls that ended with a <see cref="TimeoutException"/>.</summary>
    public long Timeouts { get; internal set; }

    /// <summary>Calls that ended with a <see cref="SiloUnavailableException"/>.</summary>
    public long Unavailable { get; internal set; }

    /// <summary>Requests forwarded to another activation.</summary>
    public long Forwarded { get; internal set; }

    /// <summary>Activations created.</summary>
    public long Activations { get; internal set; }

    /// <summary>Activations that failed.</summary>
    public long ActivationFailures { get; internal set; }

    /// <summary>Activations ended in order.</summary>
    public long Deactivations { get; internal set; }

    /// <summary>Second activations made without a fault of a silo.</summary>
    public long DuplicateActivations { get; internal set; }

    /// <summary>Silos crashed.</summary>
    public long Crashes { get; internal set; }

    /// <summary>Silos stopped gracefully.</summary>
    public long Stops { get; internal set; }

    /// <summary>Silos paused.</summary>
    public long Pauses { get; internal set; }

    /// <summary>Paused silos that woke after they had been declared dead.</summary>
    public long Zombies { get; internal set; }

    /// <summary>Cuts of the network between two hosts.</summary>
    public long Partitions { get; internal set; }

    /// <summary>Silos started.</summary>
    public long SiloStarts { get; internal set; }

    /// <summary>Reminder ticks sent.</summary>
    public long ReminderTicks { get; internal set; }

    /// <summary>Reminder ticks left out.</summary>
    public long ReminderMisses { get; internal set; }

    /// <summary>Reminder ticks sent a second time.</summary>
    public long ReminderDuplicates { get; internal set; }

    /// <summary>Exceptions of timer callbacks and reminder ticks, which the runtime swallows.</summary>
    public long SwallowedExceptions { get; internal set; }

    /// <summary>Errors and results of one-way calls, which nobody sees.</summary>
    public long OneWayErrors { get; internal set; }

    /// <summary>All counters, in a fixed order.</summary>
    /// <returns>Names and values.</returns>
    public IReadOnlyList<KeyValuePair<string, long>> ToList() =>
    [
        new(nameof(Steps), Steps), new(nameof(TimersFired), TimersFired), new(nameof(Calls), Calls),
        new(nameof(RequestsDropped), RequestsDropped), new(nameof(ResponsesDropped), ResponsesDropped),
        new(nameof(Reordered), Reordered), new(nameof(Expired), Expired), new(nameof(LateResponses), LateResponses),
        new(nameof(Timeouts), Timeouts), new(nameof(Unavailable), Unavailable), new(nameof(Forwarded), Forwarded),
        new(nameof(Activations), Activations), new(nameof(ActivationFailures), ActivationFailures),
        new(nameof(Deactivations), Deactivations), new(nameof(DuplicateActivations), DuplicateActivations),
        new(nameof(Crashes), Crashes), new(nameof(Stops), Stops), new(nameof(Pauses), Pauses), new(nameof(Zombies), Zombies),
        new(nameof(Partitions), Partitions), new(nameof(SiloStarts), SiloStarts), new(nameof(ReminderTicks), ReminderTicks),
        new(nameof(ReminderMisses), ReminderMisses), new(nameof(ReminderDuplicates), ReminderDuplicates),
        new(nameof(SwallowedExceptions), SwallowedExceptions), new(nameof(OneWayErrors), OneWayErrors),
    ];

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(' ', ToList().Where(counter => counter.Value != 0).Select(counter => $"{counter.Key}={counter.Value}"));
}
