using Microsoft.Win32.SafeHandles;
using OrleansMarkets.Journal.Files;

namespace OrleansMarkets.Journal.Tests.Files;

/// <summary>
/// A disk that can stop the world at any step (a process that dies), forget what was never flushed (a machine that loses power),
/// be full, fail or hold a flush back.
/// </summary>
internal sealed class TestDisk : JournalDisk
{
    internal const int SectorBytes = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<SafeFileHandle, string> _paths = [];
    private readonly List<UnflushedWrite> _unflushed = [];

    /// <summary>The number of changes made so far.</summary>
    public int Steps { get; private set; }

    /// <summary>The last step that is still made; the next one and all after it fail as if the process were gone.</summary>
    public int LastStep { get; set; } = int.MaxValue;

    /// <summary>Whether a write that is not made any more is made by half.</summary>
    public bool TearsLastWrite { get; set; }

    public bool Full { get; set; }

    public bool TearsNextWrite { get; set; }

    public bool FlushFails { get; set; }

    /// <summary>Set while flushes wait for it; <see cref="FlushWaits"/> tells that one does.</summary>
    public ManualResetEventSlim? FlushGate { get; set; }

    public SemaphoreSlim FlushWaits { get; } = new(0);

    public override void CreateDirectory(string path)
    {
        Step();
        base.CreateDirectory(path);
    }

    public override SafeFileHandle OpenForWriting(string path)
    {
        Step();
        SafeFileHandle file = base.OpenForWriting(path);
        lock (_gate)
        {
            _paths[file] = path;
        }

        return file;
    }

    public override void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        if (Full && offset + bytes.Length > RandomAccess.GetLength(file))
        {
            throw new IOException("No space left on device", NoSpaceErrno);
        }

        if (TearsNextWrite)
        {
            TearsNextWrite = false;
            base.Write(file, bytes[..(bytes.Length / 2)], offset);
            throw new IOException("Input/output error", 5);
        }

        if (Steps >= LastStep && TearsLastWrite)
        {
            TearsLastWrite = false;
            Remember(file, bytes.Length / 2, offset);
            base.Write(file, bytes[..(bytes.Length / 2)], offset);
        }

        Step();
        Remember(file, bytes.Length, offset);
        base.Write(file, bytes, offset);
    }

    public override void Flush(SafeFileHandle file)
    {
        if (FlushGate is { } gate)
        {
            FlushWaits.Release();
            gate.Wait();
        }

        if (FlushFails)
        {
            throw new IOException("Input/output error", 5);
        }

        Step();
        lock (_gate)
        {
            _unflushed.RemoveAll(write => write.Path == _paths[file]);
        }
    }

    public override void Rename(string from, string to)
    {
        Step();
        base.Rename(from, to);
        lock (_gate)
        {
            foreach (SafeFileHandle file in _paths.Where(pair => pair.Value == from).Select(pair => pair.Key).ToList())
            {
                _paths[file] = to;
            }
        }
    }

    public override void Delete(string path)
    {
        Step();
        base.Delete(path);
        lock (_gate)
        {
            _unflushed.RemoveAll(write => write.Path == path);
        }
    }

    public override void FlushDirectory(string path) => Step();

    /// <summary>Takes back sectors that were never flushed, the newest first; which of them survive is up to the disk.</summary>
    public void LosePower(Func<int, bool> survives)
    {
        for (int i = _unflushed.Count - 1; i >= 0; i--)
        {
            if (survives(i))
            {
                continue;
            }

            UnflushedWrite write = _unflushed[i];
            using SafeFileHandle file = File.OpenHandle(write.Path, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.Write(file, write.Before, write.Offset);
        }
    }

    private void Step()
    {
        lock (_gate)
        {
            if (Steps >= LastStep)
            {
                throw new InvalidOperationException("The process is gone.");
            }

            Steps++;
        }
    }

    private void Remember(SafeFileHandle file, int bytes, long offset)
    {
        lock (_gate)
        {
            for (int done = 0; done < bytes; done += SectorBytes)
            {
                byte[] before = new byte[Math.Min(SectorBytes, bytes - done)];
                _ = RandomAccess.Read(file, before, offset + done);
                _unflushed.Add(new UnflushedWrite(_paths[file], offset + done, before));
            }
        }
    }

    private sealed record UnflushedWrite(string Path, long Offset, byte[] Before);
}
