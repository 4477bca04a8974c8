using Orleans;

namespace Conformance.Grains;

[Alias("conformance.ITimerGrain")]
public interface ITimerGrain : IGrainWithStringKey
{
    [Alias("StartFailing")]
    Task StartFailing(string gate);

    [Alias("StartAndStop")]
    Task<bool> StartAndStop();

    [Alias("Overlaps")]
    Task<int> Overlaps(string gate);
}
