namespace OrleansMarkets.Client;

/// <summary>When an order is entered that waits for a price.</summary>
/// <example><code>
/// OrderRequest stop = OrderRequest.Market("BTCUSDT", OrderSide.Sell, 0.01m) with { Trigger = OrderTrigger.Stop(58_000m) };
/// </code></example>
public sealed record OrderTrigger
{
    private OrderTrigger()
    {
    }

    /// <summary>What it waits for.</summary>
    public required TriggerKind Kind { get; init; }

    /// <summary>The price that it watches.</summary>
    public TriggerSource Source { get; init; }

    /// <summary>The trigger price of a stop or take-profit, quote asset.</summary>
    public decimal? Price { get; init; }

    /// <summary>Distance of a trailing stop from the best price, quote asset.</summary>
    public decimal? Distance { get; init; }

    /// <summary>Or its distance as a share of the best price, at most a half, six decimals.</summary>
    public decimal? Rate { get; init; }

    /// <summary>Price from which a trailing stop follows; null for at once.</summary>
    public decimal? ActivationPrice { get; init; }

    /// <summary>At or above the price for a buy, at or below it for a sell.</summary>
    public static OrderTrigger Stop(decimal price, TriggerSource source = TriggerSource.LastPrice) =>
        new() { Kind = TriggerKind.Stop, Price = price, Source = source };

    /// <summary>At or below the price for a buy, at or above it for a sell.</summary>
    public static OrderTrigger TakeProfit(decimal price, TriggerSource source = TriggerSource.LastPrice) =>
        new() { Kind = TriggerKind.TakeProfit, Price = price, Source = source };

    /// <summary>At a distance behind the best price since it was placed or activated.</summary>
    public static OrderTrigger Trailing(decimal distance, TriggerSource source = TriggerSource.LastPrice) =>
        new() { Kind = TriggerKind.TrailingStop, Distance = distance, Source = source };

    /// <summary>At a share behind the best price since it was placed or activated.</summary>
    public static OrderTrigger TrailingRate(decimal rate, TriggerSource source = TriggerSource.LastPrice) =>
        new() { Kind = TriggerKind.TrailingStop, Rate = rate, Source = source };

    /// <summary>What is wrong with it; null for nothing.</summary>
    internal string? Fault() =>
        Kind != TriggerKind.TrailingStop ? (Price is > 0 ? null : "the trigger price is not above zero")
        : (Distance ?? Rate) is > 0 && (Distance is null || Rate is null) ? null
        : "a trailing stop needs one distance above zero";
}
