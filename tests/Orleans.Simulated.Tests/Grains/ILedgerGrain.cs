namespace Orleans.Simulated.Tests.Grains;

[Alias("tests.ILedgerGrain")]
public interface ILedgerGrain : IGrainWithStringKey
{
    Task<long> Deposit(string id, long amount);

    Task<int> Activation();

    Task<int> Reminded();

    Task Remind(TimeSpan period);

    Task Beat();
}
