namespace OrleansMarkets.Client;

/// <summary>What the account holds of one asset.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Balance">Balance without unrealised profit.</param>
/// <param name="Equity">Balance with unrealised profit.</param>
public sealed record AssetBalance(string Asset, decimal Balance, decimal Equity);
