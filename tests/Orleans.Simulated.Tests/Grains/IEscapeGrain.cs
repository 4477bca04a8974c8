namespace Orleans.Simulated.Tests.Grains;

[Alias("tests.IEscapeGrain")]
public interface IEscapeGrain : IGrainWithStringKey
{
    Task RunElsewhere();

    Task LeaveScheduler();

    Task LeaveSchedulerAndCall();

    Task WaitForNothing();

    Task Loop();

    Task PassOn();
}
