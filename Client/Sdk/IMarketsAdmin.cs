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

    /// <summary>Changes a market's phase; who asked and why are in the market's log.</summary>
    /// <param name="market">The market.</param>
    /// <param name="phase">The phase. Opening waits for a fresh index.</param>
    /// <param name="reason">Why: 1 to 256 characters.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The market as it is now.</returns>
    Task<MarketState> SetPhaseAsync(MarketId market, TradingPhase phase, string reason, CancellationToken cancellation = default);
}
