using Microsoft.Win32.SafeHandles;

namespace OrleansMarkets.Journal.Files;

/// <summary>One store's exclusive hold on a data directory; the system releases it when the process ends, however it ends.</summary>
internal sealed class DirectoryLock : IDisposable
{
    internal const string FileName = "journal.lock";
    internal const int WouldBlockErrno = 11;
    internal const int SharingViolationHResult = unchecked((int)0x80070020);

    private readonly SafeFileHandle _file;

    private DirectoryLock(SafeFileHandle file)
    {
        _file = file;
    }

    public static DirectoryLock Take(string directory)
    {
        string path = Path.Combine(directory, FileName);
        SafeFileHandle file;
        try
        {
            file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held) when (held.HResult is WouldBlockErrno or SharingViolationHResult)
        {
            throw Held(directory, held);
        }

        // Once more by hand on Linux: the runtime's own lock can be switched off by a setting of the environment.
        if (OperatingSystem.IsLinux() && LinuxCalls.LockExclusively(file) != 0)
        {
            file.Dispose();
            throw Held(directory, null);
        }

        return new DirectoryLock(file);
    }

    public void Dispose() => _file.Dispose();

    private static JournalException Held(string directory, Exception? inner) =>
        new(JournalErrorCodes.DirectoryLocked, $"The data directory '{directory}' is in use by another process or store.", inner);
}
