namespace OrleansMarkets.Gateway.Access;

/// <summary>A trading account and a key to it.</summary>
/// <param name="User">The user.</param>
/// <param name="Account">Number of the account.</param>
/// <param name="ApiKey">The key.</param>
/// <param name="ApiSecret">Its secret: it is not kept in a readable form anywhere, so it is shown here once.</param>
public sealed record OpenedAccount(string User, long Account, string ApiKey, string ApiSecret)
{
    /// <summary>Everything but the secret, so that it reaches no log by accident.</summary>
    public override string ToString() => $"{User}/{Account}";
}
