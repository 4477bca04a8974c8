namespace OrleansMarkets.Lab.Tests.Mbo;

/// <summary>
/// A test on recorded market data, which is not part of the repository: <c>ORLEANSMARKETS_DATA</c> names its folder; without the file it is
/// skipped and says so.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MarketDataFactAttribute : FactAttribute
{
    /// <summary>The variable.</summary>
    public const string FolderVariable = "ORLEANSMARKETS_DATA";

    /// <summary>Marks a test.</summary>
    /// <param name="file">The file that it reads.</param>
    public MarketDataFactAttribute(string file)
    {
        if (!System.IO.File.Exists(PathOf(file)))
        {
            Skip = $"{FolderVariable} names no folder with {file}";
        }
    }

    /// <summary>Where a file of the folder is.</summary>
    public static string PathOf(string file) => Path.Combine(Environment.GetEnvironmentVariable(FolderVariable) ?? string.Empty, file);
}
