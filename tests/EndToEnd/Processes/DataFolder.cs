namespace OrleansMarkets.EndToEnd.Processes;

/// <summary>A data directory of one test.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("om-end-to-end-").FullName;

    /// <summary>The data directory; it does not exist before the first start.</summary>
    public string Path => System.IO.Path.Combine(_root, "data");

    /// <summary>A place for another file of the test.</summary>
    public string Beside(string name) => System.IO.Path.Combine(_root, name);

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
