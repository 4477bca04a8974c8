using Orleans;
using Orleans.Concurrency;

namespace Conformance.Grains;

[StatelessWorker(2)]
public sealed class WorkerGrain : Grain, IWorkerGrain
{
    public Task Wait(string gate) => Gates.Get(gate).Pass();
}
