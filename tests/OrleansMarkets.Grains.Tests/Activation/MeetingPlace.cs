namespace OrleansMarkets.Grains.Tests.Activation;

/// <summary>Where two turns on two threads wait for each other.</summary>
public sealed class MeetingPlace : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Barrier _both = new(2);

    public void Wait() => Assert.True(_both.SignalAndWait(Patience));

    public void Dispose() => _both.Dispose();
}
