using Microsoft.Win32.SafeHandles;

namespace OrleansMarkets.Journal.Files;

/// <summary>One store's exclusive hold on a data directory; the system releases it when the process ends, however it ends.</summary>
internal sealed class DirectoryLock : IDisposable
{
    internal const string FileName = "journal.lock";

    private readonly SafeFileHandle _file;

    private DirectoryLock(SafeFileHandle file)
    {
        _file = file;
    }

    public static DirectoryLock Take(string directory)
    {
        string path = Path.Combine(directory, FileName);
        if (!OperatingSystem.IsLinux())
        {
            try
            {
                return new DirectoryLock(File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException held)
            {
                throw Held(directory, held);
            }
        }

        // flock by hand: the runtime's own lock can be switched off by a setting of the environment.
        SafeFileHandle file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (LinuxCalls.LockExclusively(file) != 0)
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
