namespace OrleansMarkets.MarketData.Books;

/// <summary>A change of a resting order.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Order">The order after it; without lots when it is gone.</param>
public readonly record struct OrderChange(OrderChangeKind Kind, PublicOrder Order);
