using Orleans;
using Orleans.Concurrency;

namespace Conformance.Grains;

[Alias("conformance.ITurnGrain")]
public interface ITurnGrain : IGrainWithStringKey
{
    [Alias("Wait")]
    Task Wait(string gate);

    [Alias("Quick")]
    Task<string> Quick();

    [AlwaysInterleave]
    [Alias("QuickAlways")]
    Task<string> QuickAlways();

    [ReadOnly]
    [Alias("WaitReading")]
    Task WaitReading(string gate);

    [ReadOnly]
    [Alias("QuickReading")]
    Task<string> QuickReading();

    [Alias("StartTimer")]
    Task StartTimer(string gate, bool interleave, TimeSpan dueTime);

    [Alias("StartTimersAndWait")]
    Task StartTimersAndWait(string gate, string queueing, string interleaving);

    [Alias("Increment")]
    Task<int> Increment();
}
