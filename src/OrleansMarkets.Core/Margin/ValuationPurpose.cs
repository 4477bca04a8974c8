namespace OrleansMarkets.Core.Margin;

/// <summary>For what an account is valued: decides in whose favour a price that cannot be trusted is read.</summary>
public enum ValuationPurpose : byte
{
    /// <summary>New risk and money leaving: a stale mark counts against the account by the whole mark band.</summary>
    NewRisk,

    /// <summary>Liquidation: a stale mark counts for the account by the whole mark band, so nobody is liquidated on it.</summary>
    Liquidation,
}
