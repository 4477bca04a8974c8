using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OrleansMarkets.Journal.Files;

/// <summary>The calls of the C library that .NET has no equal for.</summary>
internal static class LinuxCalls
{
    internal const int ReadOnlyDirectory = 0x80000; // O_RDONLY | O_CLOEXEC
    internal const int ExclusiveAtOnce = 2 | 4; // LOCK_EX | LOCK_NB

    public static int OpenForReading(string path) => Open(path, ReadOnlyDirectory);

    public static int LockExclusively(SafeFileHandle file) => LockFile(file, ExclusiveAtOnce);

    [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    internal static extern int FlushData(SafeFileHandle file);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    internal static extern int Flush(int file);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    internal static extern int Close(int file);

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static extern int LockFile(SafeFileHandle file, int operation);
}
