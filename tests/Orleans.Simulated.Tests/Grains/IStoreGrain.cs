namespace Orleans.Simulated.Tests.Grains;

[Alias("tests.IStoreGrain")]
public interface IStoreGrain : IGrainWithStringKey
{
    Task<long> Append(int number);
}
