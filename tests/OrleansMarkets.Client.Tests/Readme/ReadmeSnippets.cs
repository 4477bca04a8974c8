namespace OrleansMarkets.Client.Tests.Readme;

/// <summary>The fenced blocks of the README that a marker comment names, exactly as they are written.</summary>
internal static class ReadmeSnippets
{
    private const string FileName = "README.md";
    private const string Solution = "OrleansMarkets.sln";

    /// <summary>The text between the fences after <c>&lt;!-- snippet: name --&gt;</c>.</summary>
    public static string Read(string name)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Root(), FileName));
        int marker = Array.IndexOf(lines, $"<!-- snippet: {name} -->");
        Assert.True(marker >= 0, $"{FileName} has no snippet {name}");
        Assert.StartsWith("```", lines[marker + 1], StringComparison.Ordinal);
        int end = Array.IndexOf(lines, "```", marker + 2);
        Assert.True(end > 0, $"the snippet {name} of {FileName} has no end");
        return string.Join('\n', lines[(marker + 2)..end]) + '\n';
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, Solution)))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"no folder above the tests holds {Solution}");
    }
}
