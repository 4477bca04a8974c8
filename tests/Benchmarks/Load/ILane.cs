namespace OrleansMarkets.Benchmarks.Load;

/// <summary>One call after the other: a lane always has one outstanding.</summary>
internal interface ILane
{
    /// <summary>Makes the next call; completes with its answer.</summary>
    Task Step();
}
