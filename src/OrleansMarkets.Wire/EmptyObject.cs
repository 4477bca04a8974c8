namespace OrleansMarkets.Wire;

/// <summary>The JSON object without members.</summary>
public sealed record EmptyObject
{
    /// <summary>The one that is needed.</summary>
    public static EmptyObject Instance { get; } = new();
}
