using System.Collections.Immutable;

namespace OrleansMarkets.Client;

/// <summary>The account's money, in the settlement asset where nothing else is said.</summary>
public sealed record Wallet
{
    /// <summary>Collateral with unrealised profit and loss.</summary>
    public required decimal Equity { get; init; }

    /// <summary>What new orders may use.</summary>
    public decimal Available { get; init; }

    /// <summary>Initial margin of positions and open orders.</summary>
    public decimal InitialMargin { get; init; }

    /// <summary>Maintenance margin: below it the account can be liquidated.</summary>
    public decimal MaintenanceMargin { get; init; }

    /// <summary>Balances by asset.</summary>
    public ImmutableArray<AssetBalance> Balances { get; init; } = [];
}
