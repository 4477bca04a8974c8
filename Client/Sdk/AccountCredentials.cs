namespace OrleansMarkets.Client;

/// <summary>An account and the key that acts for it.</summary>
/// <param name="Account">The account's number.</param>
/// <param name="ApiKey">Names the key in requests.</param>
/// <param name="ApiSecret">Signs requests; keep it.</param>
public sealed record AccountCredentials(long Account, string ApiKey, string ApiSecret)
{
    /// <summary>Without the secret, so that it does not end up in a log.</summary>
    public override string ToString() => $"account {Account}, API key {ApiKey}";
}
