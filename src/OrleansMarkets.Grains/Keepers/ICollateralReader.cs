namespace OrleansMarkets.Grains.Keepers;

/// <summary>Reads what an account's own ledger counts as collateral, without activating the account.</summary>
public interface ICollateralReader
{
    /// <summary>
    /// Collateral at its weights, quote quanta, as of the durable end of the account's log; zero for an account without a log.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<long> ReadAsync(long account, CancellationToken cancellationToken);
}
