using Orleans;

namespace OrleansMarkets.Grains.Tests.Activation;

/// <summary>A grain that calls another of its kind in its first turn.</summary>
[Alias("tests.IMeetingGrain")]
public interface IMeetingGrain : IGrainWithIntegerKey
{
    /// <summary>Waits until the other one is in its first turn too, then greets it.</summary>
    [Alias("Meet")]
    Task Meet(long other);

    /// <summary>Answers.</summary>
    [Alias("Greet")]
    Task Greet();
}
