using System.Xml.Linq;

namespace OrleansMarkets.Architecture;

/// <summary>Directions of project references, and that no project or file is left out of the build.</summary>
internal static class ProjectRules
{
    // The simulated runtime is not listed: Directory.Build.targets adds it to projects that name a role.
    private static readonly Dictionary<string, string[]> AllowedReferences = new(StringComparer.Ordinal)
    {
        ["OrleansMarkets.Core"] = [],
        ["OrleansMarkets.Journal"] = [],
        ["Orleans.Simulated"] = [],
        ["OrleansMarkets.Contracts"] = ["OrleansMarkets.Core"],
        ["OrleansMarkets.Grains"] = ["OrleansMarkets.Core", "OrleansMarkets.Contracts", "OrleansMarkets.Journal"],
        ["OrleansMarkets.MarketData"] = ["OrleansMarkets.Core", "OrleansMarkets.Contracts"],
        ["OrleansMarkets.Wire"] = [],
        ["OrleansMarkets.Client"] = ["OrleansMarkets.Contracts", "OrleansMarkets.MarketData", "OrleansMarkets.Wire"],
        ["OrleansMarkets.Cli"] = ["OrleansMarkets.Client", "OrleansMarkets.Wire"],
    };

    // They compose the others, so they may see all of them; nothing but a test may see them.
    private static readonly string[] CompositionRoots = ["OrleansMarkets.Lab", "OrleansMarkets.Silo", "OrleansMarkets.Gateway"];

    // Test projects that are run by hand or by verbs of run.sh, not by a suite of test.sh.
    private static readonly string[] OutsideSuites = ["Benchmarks", "Benchmarks.Matching", "Load"];

    public static IEnumerable<string> ReferenceDirections(string path, XDocument project)
    {
        if (path.StartsWith("tests/", StringComparison.Ordinal))
        {
            yield break;
        }

        string name = Path.GetFileNameWithoutExtension(path);
        bool isRoot = CompositionRoots.Contains(name);
        if (!isRoot && !AllowedReferences.ContainsKey(name))
        {
            yield return $"{path}: no rule says what this project may reference";
            yield break;
        }

        foreach (string reference in Includes(project, "ProjectReference").Select(ProjectName))
        {
            bool allowed = isRoot ? AllowedReferences.ContainsKey(reference) || reference == "OrleansMarkets.Gateway"
                : AllowedReferences[name].Contains(reference);
            if (!allowed)
            {
                yield return $"{path}: {name} must not reference {reference}";
            }
        }
    }

    /// <summary>Packages of the grain runtime come from the flavour switch alone, never from a project.</summary>
    public static IEnumerable<string> RuntimePackages(string path, XDocument project) =>
        Includes(project, "PackageReference")
            .Where(package => package.StartsWith("Microsoft.Orleans", StringComparison.Ordinal))
            .Select(package => $"{path}: {package} is referenced beside the flavour switch of Directory.Build.targets");

    public static IEnumerable<string> MissingFromSolution(IEnumerable<string> projectPaths, string solution) =>
        projectPaths
            .Where(path => !solution.Contains($"\"{path.Replace('/', '\\')}\"", StringComparison.Ordinal))
            .Select(path => $"{path}: not in the solution");

    public static IEnumerable<string> MissingFromSuites(IEnumerable<string> projectPaths, string testScript) =>
        projectPaths
            .Where(path => path.StartsWith("tests/", StringComparison.Ordinal))
            .Select(path => (path, name: Path.GetFileNameWithoutExtension(path)))
            .Where(project => !OutsideSuites.Contains(project.name))
            .Where(project => !testScript.Split(' ', '"', '\n').Contains(project.name))
            .Select(project => $"{project.path}: in no suite of test.sh");

    public static IEnumerable<string> FilesOutsideProjects(IEnumerable<SourceFile> files, IReadOnlyCollection<string> projectPaths)
    {
        string[] folders = [.. projectPaths.Select(path => path[..path.LastIndexOf('/')])];
        return files.Where(file => !folders.Any(file.IsUnder)).Select(file => $"{file.Path}: belongs to no project");
    }

    private static IEnumerable<string> Includes(XDocument project, string item) =>
        project.Descendants(item).Select(element => element.Attribute("Include")?.Value).OfType<string>();

    private static string ProjectName(string include) => Path.GetFileNameWithoutExtension(include.Replace('\\', '/'));
}
