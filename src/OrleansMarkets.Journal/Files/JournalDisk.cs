using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OrleansMarkets.Journal.Files;

/// <summary>Every change the file store makes to the disk goes through here, one method a step, so that a test can stop at each.</summary>
internal class JournalDisk
{
    internal const int NoSpaceErrno = 28;
    internal const int NoSpaceHResult = unchecked((int)0x80070070);

    public static JournalDisk Real { get; } = new();

    /// <summary>Whether a failure means that the disk has no room.</summary>
    public static bool IsFull(IOException failure) => failure.HResult is NoSpaceErrno or NoSpaceHResult;

    public virtual void CreateDirectory(string path) => Directory.CreateDirectory(path);

    public virtual SafeFileHandle OpenForWriting(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new IOException($"'{path}' cannot be opened for writing.", refused);
        }
    }

    public virtual void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(file, bytes, offset);

    /// <summary>Makes the file's bytes durable; on Linux without its times, which no reader needs.</summary>
    public virtual void Flush(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
        }
        else if (LinuxCalls.FlushData(file) != 0)
        {
            throw new IOException("fdatasync failed.", Marshal.GetLastPInvokeError());
        }
    }

    public virtual void Rename(string from, string to) => File.Move(from, to, overwrite: true);

    public virtual void Delete(string path) => File.Delete(path);

    /// <summary>Makes renames in a directory durable; other systems than Linux do that with the file.</summary>
    public virtual void FlushDirectory(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        int directory = LinuxCalls.OpenForReading(path);
        if (directory < 0)
        {
            throw new IOException($"The directory '{path}' cannot be opened.", Marshal.GetLastPInvokeError());
        }

        int result = LinuxCalls.Flush(directory);
        int error = Marshal.GetLastPInvokeError();
        _ = LinuxCalls.Close(directory);
        if (result != 0)
        {
            throw new IOException($"The directory '{path}' cannot be flushed.", error);
        }
    }
}
