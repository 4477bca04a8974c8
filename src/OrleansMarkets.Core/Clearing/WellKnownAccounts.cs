namespace OrleansMarkets.Core.Clearing;

/// <summary>
/// Accounts of the exchange itself. They are rows like any other, with negative numbers; the accounts of users are positive.
/// </summary>
public static class WellKnownAccounts
{
    /// <summary>Receives trading fees and pays rebates.</summary>
    public const long Fees = -1;

    /// <summary>Receives liquidation fees, less the keepers' rewards.</summary>
    public const long Insurance = -2;

    /// <summary>The counterparty of funding: keeps the residue of rounding.</summary>
    public const long FundingPool = -3;

    /// <summary>Takes over positions that the book cannot absorb.</summary>
    public const long Backstop = -4;

    /// <summary>Whether the number can be a user's.</summary>
    public static bool IsUser(long account) => account > 0;

    /// <summary>
    /// Whether a cross-margin account stands behind the row: every one but the pool, which is only the counterparty of funding.
    /// </summary>
    public static bool HasOwner(long account) => account > 0 || account is Fees or Insurance or Backstop;

    /// <summary>Whether the account may hold a position: a user's, or the backstop.</summary>
    public static bool MayTrade(long account) => account > 0 || account == Backstop;
}
