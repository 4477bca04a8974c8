namespace OrleansMarkets.Benchmarks.Report;

/// <summary>The runtime that the figures are of.</summary>
internal static class RuntimeName
{
    public const string Value = "Simulated (live)";

    /// <summary>Whether a client apart from the silo's host reaches it another way than the hosted one.</summary>
    public static bool HasTransport => false;
}
