namespace OrleansMarkets.Client;

/// <summary>
/// New terms of a resting order. A smaller quantity at the same price keeps the order's place; anything else gives it up and may trade at
/// once.
/// </summary>
public sealed record OrderAmendment
{
    /// <summary>New limit price, quote asset; null to keep it.</summary>
    public decimal? Price { get; init; }

    /// <summary>New quantity of the whole order, what has been filled included, base asset; null to keep it.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>Checks what can be checked without asking the exchange.</summary>
    /// <exception cref="ArgumentException">It changes nothing, or to nothing.</exception>
    internal void Validate()
    {
        if (Price is null && Quantity is null)
        {
            throw new ArgumentException("The amendment changes neither price nor quantity.");
        }

        if (Price <= 0 || Quantity <= 0)
        {
            throw new ArgumentException("Price and quantity of an amendment are above zero.");
        }
    }
}
