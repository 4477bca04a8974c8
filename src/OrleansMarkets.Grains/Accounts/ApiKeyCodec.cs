using OrleansMarkets.Contracts.Accounts;
using OrleansMarkets.Core.Encoding;

namespace OrleansMarkets.Grains.Accounts;

/// <summary>The bytes of a key in its user's log.</summary>
internal static class ApiKeyCodec
{
    /// <summary>Writes a key.</summary>
    public static void Write(ApiKeyRecord key, RecordWriter writer)
    {
        writer.WriteString(key.KeyId);
        writer.WriteVarInt(key.Account);
        writer.WriteVarInt((long)key.Scopes);
        writer.WriteString(key.Note);
        writer.WriteVarInt(key.ExpiresNs);
        writer.WriteVarUInt((ulong)key.Addresses.Length);
        foreach (string address in key.Addresses)
        {
            writer.WriteString(address);
        }

        writer.WriteVarUInt((ulong)key.ProtectedSecret.Length);
        writer.WriteBytes(key.ProtectedSecret.AsSpan());
    }

    /// <summary>Reads a key of a user; its time of creation is the record's.</summary>
    public static ApiKeyRecord Read(ref RecordReader reader, string user)
    {
        string keyId = reader.ReadString();
        long account = reader.ReadVarInt();
        var scopes = (ApiKeyScopes)reader.ReadVarInt();
        string note = reader.ReadString();
        long expiresNs = reader.ReadVarInt();
        string[] addresses = new string[reader.ReadCount(ApiKeyRules.MaximumAddresses)];
        for (int i = 0; i < addresses.Length; i++)
        {
            addresses[i] = reader.ReadString();
        }

        byte[] secret = reader.ReadBytes(reader.ReadCount(ApiKeyRules.MaximumSecretBytes)).ToArray();
        return new ApiKeyRecord(keyId, user, account, scopes, note, expiresNs, [.. addresses], [.. secret], 0, false);
    }
}
