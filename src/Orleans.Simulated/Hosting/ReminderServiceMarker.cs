namespace Orleans.Hosting;

/// <summary>Its presence in a container says that the silo may use reminders.</summary>
internal sealed class ReminderServiceMarker;
