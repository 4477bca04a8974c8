using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace OrleansMarkets.Journal.Files;

/// <summary>
/// Snapshots in files of their own: written aside, flushed, renamed. A file is 96 bytes of header (magic, CRC-32C of the rest and the
/// stream id, version, id length, sequence, epoch, length, SHA-256), the stream id and the bytes.
/// </summary>
internal sealed class SnapshotFiles(JournalDisk disk, string directory)
{
    internal const string FolderName = "snapshots";
    internal const string Extension = ".snapshot";
    internal const int Kept = 2;
    internal const int HeaderBytes = 96;
    internal const uint Magic = 0x4E4A4D4F; // "OMJN"
    internal const int Version = 1;

    private readonly string _folder = Path.Combine(directory, FolderName);

    /// <summary>Finds the snapshots of all streams; what an interrupted write left is removed by the owner's start.</summary>
    public void Find(IReadOnlyDictionary<string, FileStreamState> streams, bool removeUnfinished)
    {
        if (!Directory.Exists(_folder))
        {
            return;
        }

        foreach (string path in Directory.EnumerateFiles(_folder).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(path);
            int at = name.IndexOf('@');
            if (name.EndsWith(".tmp", StringComparison.Ordinal))
            {
                if (removeUnfinished)
                {
                    disk.Delete(path);
                }
            }
            else if (at > 0
                && name.EndsWith(Extension, StringComparison.Ordinal)
                && long.TryParse(name.AsSpan()[(at + 1)..^Extension.Length], CultureInfo.InvariantCulture, out long sequence)
                && streams.TryGetValue(name[..at].Replace('+', '/').Replace('=', ':'), out FileStreamState? stream))
            {
                stream.Snapshots.Add(sequence);
            }
        }
    }

    /// <summary>Saves a snapshot atomically and drops all but it and the one before.</summary>
    public void Save(FileStreamState stream, long epoch, long sequence, ReadOnlySpan<byte> bytes)
    {
        string path = PathOf(stream.StreamId, sequence);
        string unfinished = path + ".tmp";
        try
        {
            if (!Directory.Exists(_folder))
            {
                disk.CreateDirectory(_folder);
                disk.FlushDirectory(directory);
            }

            using (SafeFileHandle file = disk.OpenForWriting(unfinished))
            {
                disk.Write(file, Header(stream, epoch, sequence, bytes), 0);
                disk.Write(file, bytes, HeaderBytes + stream.IdBytes.Length);
                disk.Flush(file);
            }

            disk.Rename(unfinished, path);
            disk.FlushDirectory(_folder);
        }
        catch (IOException)
        {
            disk.Delete(unfinished);
            throw;
        }

        stream.Snapshots.Remove(sequence);
        stream.Snapshots.Add(sequence);
        while (stream.Snapshots.Count > Kept)
        {
            disk.Delete(PathOf(stream.StreamId, stream.Snapshots[0]));
            stream.Snapshots.RemoveAt(0);
        }
    }

    /// <summary>Loads the newest valid snapshot; the owner's load moves those it passed over out of the way.</summary>
    public JournalSnapshotLoad Load(FileStreamState stream, bool moveRejected)
    {
        var rejected = new List<string>();
        for (int i = stream.Snapshots.Count - 1; i >= 0; i--)
        {
            long sequence = stream.Snapshots[i];
            string path = PathOf(stream.StreamId, sequence);
            byte[]? content = sequence <= stream.Head.Sequence ? ReadValid(path, stream, sequence) : null;
            if (content is not null)
            {
                int start = HeaderBytes + stream.IdBytes.Length;
                return new JournalSnapshotLoad(new JournalSnapshot(sequence, content.AsMemory(start)), rejected);
            }

            rejected.Add($"{FolderName}/{Path.GetFileName(path)} is damaged or ahead of the log.");
            if (moveRejected)
            {
                disk.Rename(path, Path.Combine(_folder, "damaged-" + Path.GetFileName(path)));
                stream.Snapshots.RemoveAt(i);
            }
        }

        return new JournalSnapshotLoad(null, rejected);
    }

    private string PathOf(string streamId, long sequence) =>
        Path.Combine(_folder, FormattableString.Invariant($"{streamId.Replace('/', '+').Replace(':', '=')}@{sequence:D19}{Extension}"));

    private static byte[] Header(FileStreamState stream, long epoch, long sequence, ReadOnlySpan<byte> bytes)
    {
        byte[] header = new byte[HeaderBytes + stream.IdBytes.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), stream.IdBytes.Length);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(16), sequence);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(24), epoch);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(32), bytes.Length);
        JournalHash.OfBytes(bytes).CopyTo(header.AsSpan(64));
        stream.IdBytes.CopyTo(header.AsSpan(HeaderBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), Crc32C.Of(header.AsSpan(8)));
        return header;
    }

    /// <summary>The whole file, or null if anything about it does not fit.</summary>
    private static byte[]? ReadValid(string path, FileStreamState stream, long sequence)
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (IOException)
        {
            return null;
        }

        int start = HeaderBytes + stream.IdBytes.Length;
        if (content.Length < start)
        {
            return null;
        }

        ReadOnlySpan<byte> header = content.AsSpan(0, start);
        bool fits = BinaryPrimitives.ReadUInt32LittleEndian(header) == Magic
            && BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) == Crc32C.Of(header[8..])
            && BinaryPrimitives.ReadInt32LittleEndian(header[8..]) == Version
            && BinaryPrimitives.ReadInt64LittleEndian(header[16..]) == sequence
            && BinaryPrimitives.ReadInt64LittleEndian(header[32..]) == content.Length - start
            && header[HeaderBytes..].SequenceEqual(stream.IdBytes)
            && JournalHash.Read(header[64..]) == JournalHash.OfBytes(content.AsSpan(start));
        return fits ? content : null;
    }
}
