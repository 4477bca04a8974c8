namespace OrleansMarkets.Wire;

/// <summary>Kinds of product as requests name them.</summary>
public static class Categories
{
    /// <summary>Spot markets.</summary>
    public const string Spot = "spot";

    /// <summary>Contracts margined and settled in their quote coin.</summary>
    public const string Linear = "linear";
}
