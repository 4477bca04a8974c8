namespace OrleansMarkets.Client;

/// <summary>A market and the grid that prices and quantities have to lie on.</summary>
public sealed record Market
{
    /// <summary>Its name.</summary>
    public required MarketId Id { get; init; }

    /// <summary>What is bought and sold.</summary>
    public required string BaseAsset { get; init; }

    /// <summary>What prices, margin and profit are counted in.</summary>
    public required string QuoteAsset { get; init; }

    /// <summary>Prices are multiples of this, in the quote asset.</summary>
    public required decimal TickSize { get; init; }

    /// <summary>Quantities are multiples of this, in the base asset.</summary>
    public required decimal QuantityStep { get; init; }

    /// <summary>Smallest order, base asset.</summary>
    public decimal MinimumQuantity { get; init; }

    /// <summary>Largest order, base asset.</summary>
    public decimal MaximumQuantity { get; init; }

    /// <summary>Largest leverage of a small position; 1 for spot.</summary>
    public decimal MaximumLeverage { get; init; } = 1;

    /// <summary>The largest price of the grid that is not above the given one: for bids.</summary>
    public decimal RoundPriceDown(decimal price) => Math.Floor(price / TickSize) * TickSize;

    /// <summary>The smallest price of the grid that is not below the given one: for asks.</summary>
    public decimal RoundPriceUp(decimal price) => Math.Ceiling(price / TickSize) * TickSize;

    /// <summary>The largest quantity of the grid that is not above the given one.</summary>
    public decimal RoundQuantityDown(decimal quantity) => Math.Floor(quantity / QuantityStep) * QuantityStep;
}
