using System.Text.Json;

namespace OrleansMarkets.Cli.Credentials;

/// <summary>Reading and writing of credentials: JSON, readable by its owner alone.</summary>
internal static class ProfileFile
{
    /// <summary>Most bytes that are read.</summary>
    private const long MaximumBytes = 64 << 10;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Where a profile is kept if nothing else was said: the configuration folder of the user.</summary>
    public static string DefaultPath(Func<string, string?> environment) => Path.Combine(
        environment("XDG_CONFIG_HOME") is { Length: > 0 } folder
            ? folder
            : Path.Combine(environment("HOME") is { Length: > 0 } home ? home : ".", ".config"),
        "orleansmarkets",
        "profile.json");

    /// <summary>Reads a file; null when there is none.</summary>
    /// <exception cref="UsageException">It cannot be read or is not a profile.</exception>
    public static Profile? Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                return null;
            }

            if (file.Length > MaximumBytes)
            {
                throw new JsonException($"more than {MaximumBytes} bytes");
            }

            return JsonSerializer.Deserialize<Profile>(File.ReadAllBytes(path), Options) ?? throw new JsonException("null");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new UsageException($"{path} cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>Writes a file with mode 600; one that is there is kept beside it with <c>.old</c> at its name.</summary>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public static void Write(string path, Profile profile)
    {
        try
        {
            string full = Path.GetFullPath(path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            if (File.Exists(full))
            {
                File.Move(full, full + ".old", overwrite: true);
            }

            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var stream = new FileStream(full, options);
            JsonSerializer.Serialize(stream, profile, Options);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be written: {failure.Message}", failure);
        }
    }
}
