namespace OrleansMarkets.Client.Retries;

/// <summary>What became of one attempt to place an order: exactly one of the two.</summary>
/// <param name="Receipt">The order that was taken, or null.</param>
/// <param name="Failure">Why it was not, or is not known to have been; null if it was.</param>
internal readonly record struct Placement(OrderReceipt? Receipt, MarketsException? Failure)
{
    /// <summary>An order that was taken.</summary>
    public static implicit operator Placement(OrderReceipt receipt) => new(receipt, null);

    /// <summary>An order that was not, or is not known to have been.</summary>
    public static implicit operator Placement(MarketsException failure) => new(null, failure);
}
