namespace Orleans.Hosting;

/// <summary>Limits on reminders.</summary>
public sealed class ReminderOptions
{
    /// <summary>Shortest period of a reminder.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);
}
