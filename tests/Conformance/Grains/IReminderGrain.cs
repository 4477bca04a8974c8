using Orleans;

namespace Conformance.Grains;

[Alias("conformance.IReminderGrain")]
public interface IReminderGrain : IGrainWithStringKey
{
    [Alias("Register")]
    Task Register(string name, TimeSpan dueTime, TimeSpan period);

    [Alias("Exists")]
    Task<bool> Exists(string name);

    [Alias("Remove")]
    Task Remove(string name);
}
