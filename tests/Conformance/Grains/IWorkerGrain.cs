using Orleans;

namespace Conformance.Grains;

[Alias("conformance.IWorkerGrain")]
public interface IWorkerGrain : IGrainWithIntegerKey
{
    [Alias("Wait")]
    Task Wait(string gate);
}
