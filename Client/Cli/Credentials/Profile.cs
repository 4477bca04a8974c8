namespace OrleansMarkets.Cli.Credentials;

/// <summary>A server and the key to one account of it, as they are kept in a file.</summary>
/// <param name="Url">The gateway.</param>
/// <param name="ApiKey">The key.</param>
/// <param name="ApiSecret">Its secret.</param>
/// <param name="Account">The account's number; null in the file of an operator.</param>
internal sealed record Profile(Uri? Url, string? ApiKey, string? ApiSecret, long? Account = null)
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{Url} {ApiKey}";
}
