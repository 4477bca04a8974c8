namespace Orleans;

/// <summary>Reminders of a grain.</summary>
public static class GrainReminderExtensions
{
    /// <summary>Registers a reminder or changes its times.</summary>
    /// <param name="grain">The grain.</param>
    /// <param name="reminderName">Name of the reminder.</param>
    /// <param name="dueTime">Time to the first tick.</param>
    /// <param name="period">Time between ticks, at least <see cref="ReminderOptions.MinimumReminderPeriod"/>.</param>
    /// <returns>The reminder.</returns>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(
        this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        var activation = RemindableActivation(grain);
        return activation.Silo.Cluster.Reminders.RegisterAsync(activation, reminderName, dueTime, period);
    }

    /// <summary>Removes a reminder.</summary>
    /// <param name="grain">The grain.</param>
    /// <param name="reminder">The reminder.</param>
    /// <returns>The removal.</returns>
    public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder)
    {
        ArgumentNullException.ThrowIfNull(reminder);
        var activation = RemindableActivation(grain);
        return activation.Silo.Cluster.Reminders.UnregisterAsync(activation, reminder);
    }

    /// <summary>Finds a reminder.</summary>
    /// <param name="grain">The grain.</param>
    /// <param name="reminderName">Name of the reminder.</param>
    /// <returns>The reminder; null when there is none of that name.</returns>
    public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName)
    {
        var activation = RemindableActivation(grain);
        return activation.Silo.Cluster.Reminders.FindAsync(activation, reminderName);
    }

    /// <summary>Finds all reminders of the grain.</summary>
    /// <param name="grain">The grain.</param>
    /// <returns>The reminders.</returns>
    public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain)
    {
        var activation = RemindableActivation(grain);
        return activation.Silo.Cluster.Reminders.ListAsync(activation);
    }

    private static Activation RemindableActivation(IGrainBase grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain is IRemindable
            ? Activation.Of(grain.GrainContext)
            : throw new InvalidOperationException($"{grain.GetType()} does not implement {nameof(IRemindable)}.");
    }
}
