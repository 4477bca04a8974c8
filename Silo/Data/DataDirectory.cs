using OrleansMarkets.Journal;
using OrleansMarkets.Journal.Files;

namespace OrleansMarkets.Silo.Data;

/// <summary>
/// The directory that a market lives in: the journal and the secrets. Whoever holds it has the journal's lock, so the secrets have one
/// writer too.
/// </summary>
public sealed class DataDirectory : IDisposable
{
    /// <summary>Folder of the journal within the directory.</summary>
    public const string JournalFolder = "journal";

    private const string MarketPrefix = "market/";

    private DataDirectory(string path, FileJournalStore journal)
    {
        Path = path;
        Journal = journal;
    }

    /// <summary>The directory, absolute.</summary>
    public string Path { get; }

    /// <summary>The journal, locked by this process.</summary>
    public FileJournalStore Journal { get; }

    /// <summary>The markets that were in the journal when it was opened, with their last sequences, in ordinal order.</summary>
    public IReadOnlyList<(string Symbol, long Sequence)> Recovered { get; private set; } = [];

    /// <summary>Locks and reads a directory, makes it if there is none.</summary>
    /// <exception cref="JournalException">It is in use, damaged, or may not be written.</exception>
    public static async Task<DataDirectory> OpenAsync(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        PrivateFiles.CreateDirectory(full);
        DataDirectory directory = new(full, FileJournalStore.Open(System.IO.Path.Combine(full, JournalFolder)));
        IReadOnlyList<JournalStreamInfo> streams = await directory.Journal.ListAsync(
            MarketPrefix, afterStreamId: null, directory.Journal.Limits.MaxListedStreams, CancellationToken.None);
        directory.Recovered = [.. streams.Select(stream => (stream.StreamId[MarketPrefix.Length..], stream.Sequence))];
        return directory;
    }

    /// <summary>The path of a file of the directory.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <inheritdoc/>
    public void Dispose() => Journal.Dispose();
}
