namespace OrleansMarkets.Client;

/// <summary>
/// New terms of an order. A smaller quantity and nothing else keeps the order's place; anything else gives it up, and a resting order may
/// trade at once. One that waits goes on waiting; a trigger that is reached already is refused.
/// </summary>
public sealed record OrderAmendment
{
    /// <summary>New limit price, quote asset; null to keep it.</summary>
    public decimal? Price { get; init; }

    /// <summary>New quantity of the whole order, what has been filled included, base asset; null to keep it.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>New trigger price of a stop or take-profit that waits, quote asset; null to keep it.</summary>
    public decimal? TriggerPrice { get; init; }

    /// <summary>
    /// New distance of a trailing stop that waits, quote asset; null to keep it. It begins anew at the present price.
    /// </summary>
    public decimal? TrailingDistance { get; init; }

    /// <summary>Or its new distance as a share of the best price, at most a half, six decimals; null to keep it.</summary>
    public decimal? TrailingRate { get; init; }

    /// <summary>Checks what can be checked without asking the exchange.</summary>
    /// <exception cref="ArgumentException">It changes nothing, or to nothing.</exception>
    internal void Validate()
    {
        decimal?[] triggers = [TriggerPrice, TrailingDistance, TrailingRate];
        int changed = triggers.Count(each => each is not null);
        if (Price is null && Quantity is null && changed == 0)
        {
            throw new ArgumentException("The amendment changes nothing.");
        }

        if (Price <= 0 || Quantity <= 0 || triggers.Any(each => each <= 0))
        {
            throw new ArgumentException("The new terms of an amendment are above zero.");
        }

        if (changed > 1)
        {
            throw new ArgumentException("An order has one of a trigger price, a trailing distance and a trailing rate.");
        }
    }
}
