using System.Xml.Linq;

namespace OrleansMarkets.Architecture;

/// <summary>The files of the repository that the rules judge, read once.</summary>
internal static class Repository
{
    internal const string SolutionName = "OrleansMarkets.sln";
    private static readonly string[] CodeFolders = ["src", "tests", "Silo", "Client"];
    private static readonly Lazy<IReadOnlyList<SourceFile>> LazySources = new(ReadSources);

    public static string Root { get; } = FindRoot();

    /// <summary>All C# files under the code folders, build output excluded.</summary>
    public static IReadOnlyList<SourceFile> Sources => LazySources.Value;

    public static IEnumerable<SourceFile> Production => Sources.Where(file => !file.IsUnder("tests"));

    public static IEnumerable<SourceFile> In(string folder) => Sources.Where(file => file.IsUnder(folder));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>All project files under the code folders: path from the root and content.</summary>
    public static IReadOnlyList<(string Path, XDocument Content)> Projects =>
        [.. Files("*.csproj").Select(path => (path, XDocument.Load(Path.Combine(Root, path))))];

    private static List<SourceFile> ReadSources() => [.. Files("*.cs").Select(path => SourceFile.Parse(path, Read(path)))];

    private static IEnumerable<string> Files(string pattern) =>
        CodeFolders
            .Select(folder => Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "artifacts"))
            .Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, SolutionName)))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"no folder above {AppContext.BaseDirectory} holds {SolutionName}");
    }
}
