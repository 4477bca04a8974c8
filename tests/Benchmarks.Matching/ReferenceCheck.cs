using System.Text.Json;

namespace OrleansMarkets.Benchmarks.Matching;

/// <summary>Every count and checksum of the reference matcher beside ours.</summary>
internal static class ReferenceCheck
{
    /// <summary>Checks flows, and prints a line for each.</summary>
    /// <returns>0; 1 if one differs.</returns>
    public static int Run(Workload workload, string[] profiles, int[] seeds, bool isNaive, TextWriter output, TextWriter progress)
    {
        bool holds = true;
        foreach ((string profile, int seed) in profiles.SelectMany(profile => seeds.Select(seed => (profile, seed))))
        {
            progress.WriteLine($"{profile}, seed {seed} ...");
            string flow = workload.Flow(profile, seed);
            using var reference = JsonDocument.Parse(workload.Reference(flow));
            using var ours = JsonDocument.Parse(isNaive ? Tool.Match(flow, "--naive") : Tool.Match(flow));
            string[] different =
            [
                .. reference.RootElement.EnumerateObject()
                    .Where(expected => !JsonElement.DeepEquals(expected.Value, ours.RootElement.GetProperty(expected.Name)))
                    .Select(expected => expected.Name),
            ];
            string hashes = $"{reference.RootElement.GetProperty("trades_hash")} {reference.RootElement.GetProperty("book_hash")}";
            output.WriteLine($"{profile,-6} seed {seed,-4} {hashes}  {(different.Length == 0 ? "equal" : string.Join(", ", different))}");
            holds &= different.Length == 0;
        }

        return holds ? 0 : 1;
    }
}
