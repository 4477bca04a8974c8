using System.Text.Json.Serialization;

namespace OrleansMarkets.Wire.Account;

/// <summary>The wallets of a user.</summary>
public sealed record WalletList
{
    /// <summary>One: everything is in the unified account.</summary>
    [JsonPropertyName("list")]
    public IReadOnlyList<Wallet> List { get; init; } = [];
}
