using Orleans;
using Orleans.Runtime;

namespace Conformance.Grains;

public sealed class ReminderGrain : Grain, IReminderGrain, IRemindable
{
    public Task Register(string name, TimeSpan dueTime, TimeSpan period) => this.RegisterOrUpdateReminder(name, dueTime, period);

    public async Task<bool> Exists(string name) => await this.GetReminder(name) is not null;

    public async Task Remove(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Journal.Write(this.GetPrimaryKeyString(), reminderName + " " + status.Period);
        Gates.Get(reminderName).Mark();
        return Task.CompletedTask;
    }
}
