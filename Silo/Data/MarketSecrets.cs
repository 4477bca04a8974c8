using System.Security.Cryptography;
using System.Text.Json;

namespace OrleansMarkets.Silo.Data;

/// <summary>
/// The secrets of a data directory, made at its first start and the same ever after. Lost credentials are made anew; a lost master key
/// stops the start, because without it nobody's API secret can be read.
/// </summary>
/// <param name="directory">The directory, locked.</param>
public sealed class MarketSecrets(DataDirectory directory)
{
    /// <summary>The key that API secrets are encrypted with.</summary>
    public const string MasterKeyFile = "master.key";

    /// <summary>The operator's credentials, as the command line reads them.</summary>
    public const string OperatorFile = "operator.json";

    /// <summary>The demo account's credentials.</summary>
    public const string DemoFile = "demo.json";

    /// <summary>Length of the master key.</summary>
    public const int MasterKeyBytes = 32;

    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The master key.</summary>
    /// <exception cref="SiloException">The file is damaged or cannot be read or written.</exception>
    public byte[] MasterKey()
    {
        string path = directory.File(MasterKeyFile);
        byte[]? key = PrivateFiles.Read(path);
        if (key is null)
        {
            if (directory.Recovered.Count > 0)
            {
                throw Damaged(path, "it is missing although the directory has markets");
            }

            key = RandomNumberGenerator.GetBytes(MasterKeyBytes);
            PrivateFiles.Write(path, key);
        }

        return key.Length == MasterKeyBytes
            ? key
            : throw Damaged(path, $"it has {key.Length} bytes, not {MasterKeyBytes}");
    }

    /// <summary>The credentials of a file; null if there is none.</summary>
    /// <exception cref="SiloException">The file is damaged or cannot be read.</exception>
    public Credentials? Load(string file)
    {
        string path = directory.File(file);
        if (PrivateFiles.Read(path) is not { } bytes)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<Credentials>(bytes, Shape) ?? throw new JsonException("it is null");
        }
        catch (JsonException malformed)
        {
            throw Damaged(path, malformed.Message);
        }
    }

    /// <summary>Replaces a file of credentials if it says something else.</summary>
    public void Save(string file, Credentials credentials)
    {
        byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(credentials, Shape), (byte)'\n'];
        string path = directory.File(file);
        if (PrivateFiles.Read(path) is not { } present || !present.AsSpan().SequenceEqual(bytes))
        {
            PrivateFiles.Write(path, bytes);
        }
    }

    /// <summary>Writes into a file of credentials where the gateway is now.</summary>
    /// <returns>What the file says.</returns>
    public Credentials SetUrl(string file, Uri address)
    {
        Credentials known = Load(file) ?? throw Damaged(directory.File(file), "it was removed during the start");
        Credentials current = known with { Url = address.GetLeftPart(UriPartial.Authority) };
        Save(file, current);
        return current;
    }

    private static SiloException Damaged(string path, string why) => new(
        ExitCodes.DirectoryUnusable, SiloCodes.SecretUnusable, $"{path} is damaged: {why}; restore it from a backup of the directory");
}
