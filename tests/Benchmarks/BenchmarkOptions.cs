namespace OrleansMarkets.Benchmarks;

/// <summary>What is measured and for how long.</summary>
/// <param name="Accounts">Accounts that the lanes are spread over.</param>
/// <param name="Outstanding">Calls under way at a time.</param>
/// <param name="Rounds">Rounds of interleaved measurements.</param>
/// <param name="Duration">Length of one measurement.</param>
/// <param name="WarmUp">Length of each load before the first round.</param>
/// <param name="Only">Which part to measure: all (the way of an order), hosted, client, single or book.</param>
/// <param name="DataDirectory">Directory of the journal, null for a new one beside the program.</param>
internal sealed record BenchmarkOptions(
    int Accounts,
    int Outstanding,
    int Rounds,
    TimeSpan Duration,
    TimeSpan WarmUp,
    string Only,
    string? DataDirectory)
{
    /// <summary>Whether a part is to be measured.</summary>
    public bool Wants(string part) => Only == "all" || Only == part;
}
