using Orleans;

namespace Conformance.Grains;

[Alias("conformance.IReentrantTurnGrain")]
public interface IReentrantTurnGrain : IGrainWithStringKey
{
    [Alias("Wait")]
    Task Wait(string gate);

    [Alias("Quick")]
    Task<string> Quick();

    [Alias("MostAtOnce")]
    Task<int> MostAtOnce();
}
