namespace OrleansMarkets.Client;

/// <summary>Which of the account's orders in a market are cancelled: those that fit everything that is named.</summary>
public sealed record CancelFilter
{
    /// <summary>Only this side; null for both.</summary>
    public OrderSide? Side { get; init; }

    /// <summary>Only orders with this <see cref="OrderRequest.Tag"/>; null for all.</summary>
    public long? Tag { get; init; }

    /// <summary>True for only those that wait for a trigger or a parent, false for only those in the book; null for both.</summary>
    public bool? IsWaiting { get; init; }

    /// <summary>Whether it names nothing.</summary>
    internal bool IsEmpty => this == new CancelFilter();
}
