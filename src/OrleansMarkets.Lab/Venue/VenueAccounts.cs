using OrleansMarkets.Core.Clearing;

namespace OrleansMarkets.Lab.Venue;

/// <summary>Who is who in a replay.</summary>
public static class VenueAccounts
{
    /// <summary>The insurance account: its ledger pays deficits.</summary>
    public const long Insurance = WellKnownAccounts.Insurance;

    /// <summary>First market maker.</summary>
    public const long FirstMaker = 1;

    /// <summary>Number of market makers.</summary>
    public const int Makers = 2;

    /// <summary>Account that the keepers' rewards go to.</summary>
    public const long Keeper = 100;

    /// <summary>First trader; the others follow.</summary>
    public const long FirstTrader = 1_001;
}
