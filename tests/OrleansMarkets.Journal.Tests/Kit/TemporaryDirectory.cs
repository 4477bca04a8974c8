namespace OrleansMarkets.Journal.Tests.Kit;

/// <summary>A directory that lives as long as its test.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("journal-test-").FullName;

    public static implicit operator string(TemporaryDirectory directory) => directory.Path;

    /// <summary>All files by relative path, but for the lock, which has no content and may be held.</summary>
    public SortedDictionary<string, byte[]> Read()
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        IEnumerable<string> all = Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories);
        foreach (string path in all.Where(path => !path.EndsWith(".lock", StringComparison.Ordinal)))
        {
            files.Add(System.IO.Path.GetRelativePath(Path, path), File.ReadAllBytes(path));
        }

        return files;
    }

    /// <summary>Makes the directory hold exactly these files.</summary>
    public void Restore(SortedDictionary<string, byte[]> files)
    {
        foreach (string path in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
        {
            if (!files.ContainsKey(System.IO.Path.GetRelativePath(Path, path)))
            {
                File.Delete(path);
            }
        }

        foreach ((string name, byte[] bytes) in files)
        {
            string path = System.IO.Path.Combine(Path, name);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, bytes);
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
