using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace OrleansMarkets.Journal.Files;

/// <summary>
/// A small file with the log offset below which everything was flushed. It is written after each flush and never flushed itself, so it
/// may lag behind but never leads: it tells damage of the last acknowledged batch from a batch that was never finished.
/// </summary>
internal sealed class DurableMark : IDisposable
{
    internal const string FileName = "durable.mark";
    internal const int SizeBytes = 16;
    internal const uint Magic = 0x444A4D4F; // "OMJD"

    private readonly JournalDisk _disk;
    private readonly SafeFileHandle _file;

    public DurableMark(JournalDisk disk, string directory)
    {
        _disk = disk;
        _file = disk.OpenForWriting(Path.Combine(directory, FileName));
    }

    /// <summary>Reads the mark; null if there is none, <paramref name="damaged"/> if there is one that cannot be read.</summary>
    public static long? Read(string directory, out bool damaged)
    {
        damaged = false;
        string path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        byte[] bytes;
        using (SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            bytes = new byte[RandomAccess.GetLength(file)];
            _ = RandomAccess.Read(file, bytes, 0);
        }

        damaged = bytes.Length != 0
            && (bytes.Length != SizeBytes
                || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic
                || BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4)) != Crc32C.Of(bytes.AsSpan(8)));
        return damaged || bytes.Length == 0 ? null : BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8));
    }

    public void Write(long durableOffset)
    {
        Span<byte> bytes = stackalloc byte[SizeBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], durableOffset);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], Crc32C.Of(bytes[8..]));
        try
        {
            _disk.Write(_file, bytes, 0);
        }
        catch (IOException)
        {
            // The mark only adds evidence: an older one is still true, and the flush it speaks of has succeeded.
        }
    }

    public void Dispose() => _file.Dispose();
}
