namespace OrleansMarkets.EndToEnd.Processes;

/// <summary>Where the build put the programs: the same flavour as this test, the laboratory always Simulated.</summary>
internal static class BuildOutput
{
    private const int LevelsToArtifacts = 4; // artifacts/<flavour>/bin/EndToEnd/release

    private static readonly DirectoryInfo Own = new(AppContext.BaseDirectory);

    /// <summary>The host.</summary>
    public static string Silo { get; } = Assembly(Flavour, "OrleansMarkets.Silo");

    /// <summary>The command line.</summary>
    public static string Cli { get; } = Assembly(Flavour, "OrleansMarkets.Cli");

    /// <summary>The laboratory.</summary>
    public static string Lab { get; } = Assembly("Simulated", "OrleansMarkets.Lab");

    private static string Artifacts => Ancestor(LevelsToArtifacts);

    private static string Flavour => Path.GetFileName(Ancestor(LevelsToArtifacts - 1));

    private static string Assembly(string flavour, string project)
    {
        string path = Path.Combine(Artifacts, flavour, "bin", project, Own.Name, project + ".dll");
        return File.Exists(path) ? path : throw new FileNotFoundException("build the project first", path);
    }

    private static string Ancestor(int levels)
    {
        DirectoryInfo folder = Own;
        for (int i = 0; i < levels; i++)
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
