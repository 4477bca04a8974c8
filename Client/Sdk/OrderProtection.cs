namespace OrleansMarkets.Client;

/// <summary>A reduce-only order that takes the profit or stops the loss of what another order fills.</summary>
/// <param name="TriggerPrice">Price at which it is entered, quote asset.</param>
/// <param name="Source">The price that it watches.</param>
/// <param name="LimitPrice">Its limit price; null for a market order.</param>
public sealed record OrderProtection(
    decimal TriggerPrice, TriggerSource Source = TriggerSource.LastPrice, decimal? LimitPrice = null)
{
    /// <summary>A market order at a price.</summary>
    public static implicit operator OrderProtection(decimal triggerPrice) => new(triggerPrice);
}
