using System.Text.Json;
using OrleansMarkets.Journal;
using OrleansMarkets.Journal.Files;
using OrleansMarkets.Lab.Reports;

namespace OrleansMarkets.Lab.Verify;

/// <summary>The folder of <c>replay --snapshot</c>: the journal in the format of the file store, and the summary line beside it.</summary>
public sealed class KeptReplay
{
    internal const string JournalFolder = "journal";
    internal const string SummaryFile = "summary.json";

    private readonly string _directory;

    private KeptReplay(string directory) => _directory = directory;

    /// <summary>Checks that a folder is new or empty, before the replay begins; writes nothing.</summary>
    /// <exception cref="LabException">It holds something, or is a file.</exception>
    public static KeptReplay Reserve(string directory)
    {
        if (File.Exists(directory) || (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any()))
        {
            throw new LabException(ErrorCodes.SnapshotNotEmpty, $"{directory} must be a new or empty folder");
        }

        return new KeptReplay(directory);
    }

    /// <summary>Writes journal and summary.</summary>
    /// <exception cref="LabException">The folder cannot be written.</exception>
    public void Write(IJournalCatalog journal, ReplaySummary summary)
    {
        try
        {
            Directory.CreateDirectory(_directory);
            JournalExport.CopyAsync(journal, Path.Combine(_directory, JournalFolder)).GetAwaiter().GetResult();
            File.WriteAllText(Path.Combine(_directory, SummaryFile), SummaryJson.Write(summary) + "\n");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JournalException)
        {
            throw new LabException(ErrorCodes.SnapshotUnwritable, $"{_directory}: {exception.Message}");
        }
    }

    /// <summary>Runs the commands of a kept journal again and compares the state hash at the end with the summary's.</summary>
    /// <exception cref="LabException">The folder is not one of a replay.</exception>
    /// <exception cref="DifferenceException">Something differs.</exception>
    /// <exception cref="JournalCorruptException">Bytes do not fit their hash.</exception>
    public static JournalFold Verify(string directory)
    {
        string expected = ReadStateHash(Path.Combine(directory, SummaryFile));
        FileJournalArchive journal = FileJournalArchive.Open(Path.Combine(directory, JournalFolder));
        JournalFold fold = JournalFold.ReadAsync(journal, FoldMode.RerunCommands, CancellationToken.None).GetAwaiter().GetResult();
        string actual = fold.StateHash();
        return actual == expected
            ? fold
            : throw new DifferenceException("the end of the journal", $"its state hash is {actual}, the summary says {expected}");
    }

    private static string ReadStateHash(string file)
    {
        if (!File.Exists(file))
        {
            throw new LabException(ErrorCodes.NotAReplay, $"{file} is missing: name a folder that replay --snapshot wrote");
        }

        try
        {
            using JsonDocument summary = JsonDocument.Parse(File.ReadAllBytes(file));
            return summary.RootElement.GetProperty("state_hash").GetString() ?? string.Empty;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new LabException(ErrorCodes.NotAReplay, $"{file} is not the summary of a replay: {exception.Message}");
        }
    }
}
