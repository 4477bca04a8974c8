namespace OrleansMarkets.Benchmarks.Matching;

/// <summary>A program that the benchmark needs is missing or failed.</summary>
/// <param name="message">Which, and what it said.</param>
internal sealed class ToolException(string message) : Exception(message);
