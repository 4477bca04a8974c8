using System.Globalization;

namespace OrleansMarkets.Benchmarks.Matching;

/// <summary>The order flows, and the programs that make and judge them.</summary>
/// <param name="folder">Folder of generator, reference and yardstick.</param>
/// <param name="data">Where generated files are kept.</param>
/// <param name="commands">Commands of a flow after its prefill.</param>
internal sealed class Workload(string folder, string data, int commands)
{
    private const string Compiler = "g++";

    /// <summary>The flow of a profile and seed, generated if it is not there yet.</summary>
    public string Flow(string profile, int seed)
    {
        Directory.CreateDirectory(data);
        string path = Path.Combine(data, string.Create(CultureInfo.InvariantCulture, $"{profile}-{seed}-{commands}.ofw"));
        if (!File.Exists(path))
        {
            string unfinished = path + ".unfinished";
            Tool.Run(
                "python3",
                Path.Combine(folder, "orderflow_gen.py"),
                unfinished,
                "--profile",
                profile,
                "--seed",
                seed.ToString(CultureInfo.InvariantCulture),
                "--commands",
                commands.ToString(CultureInfo.InvariantCulture));
            File.Move(unfinished, path);
        }

        return path;
    }

    /// <summary>What the reference matcher says of a flow.</summary>
    public string Reference(string flow) => Tool.Run("python3", Path.Combine(folder, "reference_matcher.py"), flow);

    /// <summary>Builds the yardstick whose ids index an array: the faster one.</summary>
    /// <returns>The program.</returns>
    public string BuildYardstick()
    {
        Directory.CreateDirectory(data);
        string program = Path.Combine(data, "yardstick");
        string source = Path.Combine(folder, "yardstick", "yardstick.cpp");
        Tool.Run(Compiler, "-std=c++20", "-O3", "-march=native", "-DDIRECT", source, "-o", program);
        return program;
    }
}
