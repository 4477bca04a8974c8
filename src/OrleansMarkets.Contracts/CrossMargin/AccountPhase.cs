namespace OrleansMarkets.Contracts.CrossMargin;

/// <summary>State of an account's risk grain.</summary>
public enum AccountPhase : byte
{
    /// <summary>Some markets are not touched yet: cancels pass, new risk waits.</summary>
    Recovering = 1,

    /// <summary>Everything passes.</summary>
    Active = 2,

    /// <summary>A liquidation episode is open.</summary>
    Liquidating = 3,
}
