namespace OrleansMarkets.Lab.Mbo;

/// <summary>A resting order was hit.</summary>
/// <param name="OrderId">The feed's id of the order.</param>
/// <param name="Lots">Quantity.</param>
internal readonly record struct MboFill(long OrderId, long Lots);
