namespace OrleansMarkets.Benchmarks.Load;

/// <summary>Measurements of one kind of client with one number of calls outstanding, taken in turn within each round.</summary>
/// <param name="client">Name of the client.</param>
/// <param name="outstanding">Calls outstanding.</param>
internal sealed class Pairing(string client, int outstanding)
{
    public string Client => client;

    public int Outstanding => outstanding;

    public List<Sample> Empty { get; } = [];

    /// <summary>Orders the way that the SDK sends them: those of one account that come together share a grain call.</summary>
    public List<Sample> Orders { get; } = [];

    /// <summary>Commands that shared a grain call, on average of a round.</summary>
    public List<double> CommandsPerCall { get; } = [];

    /// <summary>Orders of one grain call each.</summary>
    public List<Sample> Singles { get; } = [];

    /// <summary>Orders by way of the SDK's typed interface.</summary>
    public List<Sample> Typed { get; } = [];

    /// <summary>Appends of one record; only where one client is alone.</summary>
    public List<Sample> Flushes { get; } = [];

    /// <summary>Median over the rounds of the order rate as a share of the empty-call rate.</summary>
    public double RateRatio => RateRatioOf(Orders);

    /// <summary>The same of orders of one grain call each.</summary>
    public double SinglesRateRatio => RateRatioOf(Singles);

    /// <summary>The same of orders by way of the SDK's typed interface.</summary>
    public double TypedRateRatio => RateRatioOf(Typed);

    /// <summary>
    /// Median over the rounds of the processor time of an empty call as a share of that of an order: what the rate ratio would be on a
    /// machine that does nothing else.
    /// </summary>
    public double ProcessorRatio => Sample.Middle(
        [.. Empty.Zip(Orders)], pair => pair.First.CpuMicrosecondsPerCall / pair.Second.CpuMicrosecondsPerCall);

    /// <summary>Median over the rounds of what an order's p50 has above one empty call and one flush, microseconds.</summary>
    public double ExtraMicroseconds => Sample.Middle(
        [.. Empty.Zip(Orders, Flushes)], round => round.Second.P50 - round.First.P50 - round.Third.P50);

    private double RateRatioOf(List<Sample> orders) =>
        Sample.Middle([.. Empty.Zip(orders)], pair => pair.Second.PerSecond / pair.First.PerSecond);
}
