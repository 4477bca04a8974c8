using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Account;

/// <summary>The key that signed the request.</summary>
public sealed record ApiKeyInfo
{
    /// <summary>Id of the key.</summary>
    [JsonPropertyName("id")]
    public string Id { get; init; } = string.Empty;

    /// <summary>Name that its owner gave it.</summary>
    [JsonPropertyName("note")]
    public string Note { get; init; } = string.Empty;

    /// <summary>The key.</summary>
    [JsonPropertyName("apiKey")]
    public string ApiKey { get; init; } = string.Empty;

    /// <summary>1 when it may only read.</summary>
    [JsonPropertyName("readOnly")]
    public int ReadOnly { get; init; }

    /// <summary>Always empty: a secret is shown once.</summary>
    [JsonPropertyName("secret")]
    public string Secret { get; init; } = string.Empty;

    /// <summary><c>1</c>.</summary>
    [JsonPropertyName("type")]
    public int Type { get; init; }

    /// <summary>What it may do.</summary>
    [JsonPropertyName("permissions")]
    public ApiKeyPermissions Permissions { get; init; } = new();

    /// <summary>Addresses that may use it; <c>*</c> for all.</summary>
    [JsonPropertyName("ips")]
    public IReadOnlyList<string> IpAddresses { get; init; } = [];

    /// <summary><c>No VIP</c>.</summary>
    [JsonPropertyName("vipLevel")]
    public string VipLevel { get; init; } = string.Empty;

    /// <summary>Always empty.</summary>
    [JsonPropertyName("rsaPublicKey")]
    public string RsaPublicKey { get; init; } = string.Empty;

    /// <summary>Always true.</summary>
    [JsonPropertyName("isMaster")]
    public bool IsMaster { get; init; }

    /// <summary><c>0</c>.</summary>
    [JsonPropertyName("parentUid")]
    public string ParentUid { get; init; } = string.Empty;

    /// <summary><c>1</c>: unified account.</summary>
    [JsonPropertyName("uta")]
    public int Uta { get; init; }

    /// <summary><c>0</c>.</summary>
    [JsonPropertyName("unified")]
    public int Unified { get; init; }

    /// <summary><c>LEVEL_DEFAULT</c>.</summary>
    [JsonPropertyName("kycLevel")]
    public string KycLevel { get; init; } = string.Empty;

    /// <summary>Empty.</summary>
    [JsonPropertyName("kycRegion")]
    public string KycRegion { get; init; } = string.Empty;

    /// <summary>When it was made, ISO 8601.</summary>
    [JsonPropertyName("createdAt")]
    public string CreatedAt { get; init; } = string.Empty;

    /// <summary>When it ends, ISO 8601; empty when it does not.</summary>
    [JsonPropertyName("expiredAt")]
    public string ExpiredAt { get; init; } = string.Empty;

    /// <summary>Number of the trading account.</summary>
    [JsonPropertyName("userID")]
    public long UserId { get; init; }
}
