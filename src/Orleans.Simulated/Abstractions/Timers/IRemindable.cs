namespace Orleans;

/// <summary>A grain that reminders can call.</summary>
public interface IRemindable : IGrain
{
    /// <summary>Receives one tick of a reminder.</summary>
    /// <param name="reminderName">Name of the reminder.</param>
    /// <param name="status">Times of the reminder and of this tick.</param>
    /// <returns>The handling of the tick.</returns>
    Task ReceiveReminder(string reminderName, TickStatus status);
}
