namespace OrleansMarkets.Client;

/// <summary>Names one order of the account: by the exchange's id or by your own.</summary>
/// <example><code>
/// await client.CancelAsync("BTCUSDT", OrderKey.ByClientId("quote-17"));
/// </code></example>
public readonly record struct OrderKey
{
    private OrderKey(string id, bool isClientId)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        Id = id;
        IsClientId = isClientId;
    }

    /// <summary>The id.</summary>
    public string Id { get; }

    /// <summary>Whether it is the client order id.</summary>
    public bool IsClientId { get; }

    /// <summary>By the id that the exchange gave.</summary>
    public static OrderKey ById(string orderId) => new(orderId, isClientId: false);

    /// <summary>By the id that you gave.</summary>
    public static OrderKey ByClientId(string clientOrderId) => new(clientOrderId, isClientId: true);

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
