namespace OrleansMarkets.Silo.Data;

/// <summary>Files that only their owner may read, written so that a crash leaves the old one or the new one.</summary>
internal static class PrivateFiles
{
    internal const int LargestBytes = 64 << 10;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyFolder = OwnerOnly | UnixFileMode.UserExecute;

    /// <summary>Makes a directory that only its owner may enter; one that exists keeps its rights.</summary>
    public static void CreateDirectory(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(path);
            }
            else
            {
                Directory.CreateDirectory(path, OwnerOnlyFolder);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SiloException(
                ExitCodes.DirectoryUnusable,
                SiloCodes.SecretUnusable,
                $"The data directory '{path}' cannot be made: {fault.Message}",
                fault);
        }
    }

    /// <summary>The bytes of a file; null if there is none.</summary>
    /// <exception cref="SiloException">It cannot be read or is far too large.</exception>
    public static byte[]? Read(string path)
    {
        try
        {
            FileInfo file = new(path);
            return !file.Exists ? null
                : file.Length <= LargestBytes ? System.IO.File.ReadAllBytes(path)
                : throw new IOException($"it is larger than {LargestBytes} bytes");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, fault);
        }
    }

    /// <summary>Writes a file beside its place, flushes it, and moves it there.</summary>
    /// <exception cref="SiloException">It cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        string unfinished = path + ".tmp";
        try
        {
            File.Delete(unfinished);
            FileStreamOptions create = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                create.UnixCreateMode = OwnerOnly;
            }

            using (FileStream file = new(unfinished, create))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, fault);
        }
    }

    private static SiloException Unusable(string path, Exception fault) =>
        new(ExitCodes.DirectoryUnusable, SiloCodes.SecretUnusable, $"{path}: {fault.Message}", fault);
}
