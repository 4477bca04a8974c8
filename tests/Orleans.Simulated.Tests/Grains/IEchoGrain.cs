namespace Orleans.Simulated.Tests.Grains;

[Alias("tests.IEchoGrain")]
public interface IEchoGrain : IGrainWithStringKey
{
    Task<long> Add(long amount);

    Task<string> WhereAmI();

    Task<long> AddAfter(long amount, TimeSpan wait);

    Task<long> AddThrough(string other, long amount);

    Task<long> Ticks();

    Task StartTimer(TimeSpan period);

    Task End();

    Task<long> CallMany(string other, int calls);
}
