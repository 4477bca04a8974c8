namespace OrleansMarkets.Client;

/// <summary>What an operator of the exchange may do.</summary>
public interface IMarketsAdmin
{
    /// <summary>Opens an account and makes an API key for it. The secret is shown this once.</summary>
    Task<AccountCredentials> CreateAccountAsync(CancellationToken cancellation = default);

    /// <summary>Credits a deposit.</summary>
    /// <param name="account">The account's number.</param>
    /// <param name="asset">The asset.</param>
    /// <param name="amount">Above zero, in whole quanta of the asset.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task DepositAsync(long account, string asset, decimal amount, CancellationToken cancellation = default);
}
