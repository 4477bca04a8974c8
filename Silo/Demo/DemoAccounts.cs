namespace OrleansMarkets.Silo.Demo;

/// <summary>Numbers of the demo's own accounts: below those that the venue gives out.</summary>
internal static class DemoAccounts
{
    /// <summary>The account whose credentials the banner shows.</summary>
    public const long Shown = 1;

    /// <summary>The first market maker.</summary>
    public const long FirstMaker = 11;

    /// <summary>Market makers.</summary>
    public const int Makers = 2;

    /// <summary>The first trader.</summary>
    public const long FirstTrader = 21;

    /// <summary>Traders.</summary>
    public const int Traders = 5;
}
