namespace Orleans.Simulation.Engine;

/// <summary>The reminders of a cluster. They survive silos; ticks may be missed or doubled, as the fault plan says.</summary>
internal sealed class ReminderService(ClusterRuntime cluster)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(GrainId Grain, string Name), Reminder> _reminders = [];

    public Task<IGrainReminder> RegisterAsync(Activation activation, string name, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Check(activation);
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        var shortest = activation.Silo.MinimumReminderPeriod;
        if (period < shortest)
        {
            throw new ArgumentException($"The period {period} of reminder {name} is shorter than the minimum {shortest}.", nameof(period));
        }

        var reminder = new Reminder(this, activation.Slot, name, cluster.Engine.Clock.GetUtcNow().UtcDateTime + dueTime, period);
        lock (_lock)
        {
            if (_reminders.Remove((activation.GrainId, name), out var old))
            {
                old.Stop();
            }

            _reminders.Add((activation.GrainId, name), reminder);
        }

        reminder.Arm();
        return Task.FromResult<IGrainReminder>(reminder);
    }

    public Task UnregisterAsync(Activation activation, IGrainReminder reminder)
    {
        Check(activation);
        lock (_lock)
        {
            if (_reminders.Remove((activation.GrainId, reminder.ReminderName), out var known))
            {
                known.Stop();
                return Task.CompletedTask;
            }
        }

        throw new OrleansException($"{activation.GrainId} has no reminder {reminder.ReminderName}.");
    }

    public Task<IGrainReminder?> FindAsync(Activation activation, string name)
    {
        Check(activation);
        lock (_lock)
        {
            return Task.FromResult<IGrainReminder?>(_reminders.GetValueOrDefault((activation.GrainId, name)));
        }
    }

    public Task<List<IGrainReminder>> ListAsync(Activation activation)
    {
        Check(activation);
        lock (_lock)
        {
            return Task.FromResult(_reminders.Values
                .Where(each => each.Slot.Id == activation.GrainId)
                .OrderBy(each => each.ReminderName, StringComparer.Ordinal)
                .ToList<IGrainReminder>());
        }
    }

    private static void Check(Activation activation)
    {
        if (!activation.Silo.HasReminders)
        {
            throw new OrleansException("No reminder service is configured: call UseInMemoryReminderService().");
        }
    }

    private void Send(Reminder reminder)
    {
        var faults = cluster.Faults;
        if (cluster.Members.Length == 0 || faults?.DrawReminderMiss() == true)
        {
            cluster.Statistics.ReminderMisses++;
            return;
        }

        Tick(reminder);
        if (faults?.DrawReminderDuplicate() == true)
        {
            cluster.Statistics.ReminderDuplicates++;
            Tick(reminder);
        }
    }

    private void Tick(Reminder reminder)
    {
        var members = cluster.Members;
        var silo = members[reminder.Slot.Hash % (uint)members.Length];
        cluster.Statistics.ReminderTicks++;
        silo.SystemGroup.Post(new ActionItem(() => _ = TickAsync(reminder)));
    }

    private async Task TickAsync(Reminder reminder)
    {
        try
        {
            var grain = (IRemindable)(object)reminder.Slot.GetReference(typeof(IRemindable));
            var now = cluster.Engine.Clock.GetUtcNow().UtcDateTime;
            await grain.ReceiveReminder(reminder.ReminderName, new TickStatus(reminder.FirstTick, reminder.Period, now));
        }
        catch (Exception failure)
        {
            cluster.Swallow(failure, $"reminder {reminder.ReminderName} of {reminder.Slot.Id}");
        }
    }

    private sealed class Reminder : IGrainReminder
    {
        private readonly ReminderService _owner;
        private readonly ITimer _timer;
        private DateTime _due;

        public Reminder(ReminderService owner, GrainSlot slot, string name, DateTime firstTick, TimeSpan period)
        {
            _owner = owner;
            Slot = slot;
            ReminderName = name;
            FirstTick = _due = firstTick;
            Period = period;
            _timer = owner.Engine.CreateTimer(null, isBackground: false, static reminder => ((Reminder)reminder!).Due(), this);
        }

        public string ReminderName { get; }

        public GrainSlot Slot { get; }

        public DateTime FirstTick { get; }

        public TimeSpan Period { get; }

        public void Arm()
        {
            var wait = _due - _owner.Engine.Clock.GetUtcNow().UtcDateTime;
            _timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait, Timeout.InfiniteTimeSpan);
        }

        public void Stop() => _timer.Dispose();

        private void Due()
        {
            _due += Period;
            Arm();
            _owner.Send(this);
        }
    }

    private Engine Engine => cluster.Engine;
}
