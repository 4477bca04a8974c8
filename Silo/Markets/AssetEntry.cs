namespace OrleansMarkets.Silo.Markets;

/// <summary>One asset.</summary>
/// <param name="Code">Capital letters and digits.</param>
/// <param name="Decimals">Decimals of its smallest amount, fixed for the life of a data directory.</param>
public sealed record AssetEntry(string Code, int Decimals);
