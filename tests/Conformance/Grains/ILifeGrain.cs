using Orleans;
using Orleans.Concurrency;

namespace Conformance.Grains;

[Alias("conformance.ILifeGrain")]
public interface ILifeGrain : IGrainWithStringKey
{
    [Alias("Activation")]
    Task<int> Activation();

    [Alias("End")]
    Task End();

    [Alias("EndAfter")]
    Task EndAfter(string gate);

    [Alias("Slow")]
    Task Slow(string gate);

    [Alias("Fail")]
    Task Fail(string message);

    [OneWay]
    [Alias("FailQuietly")]
    Task FailQuietly(string message);

    [Alias("WaitFor")]
    Task<string> WaitFor(string gate, CancellationToken cancellationToken);

    [Alias("Context")]
    Task<string> Context(bool goDeeper);
}
