namespace OrleansMarkets.Client;

/// <summary>Why the market ended an order that its owner did not cancel: <see cref="Order.EndReason"/>.</summary>
public static class OrderEndReasons
{
    /// <summary>It was post-only and would have taken.</summary>
    public const string WouldTake = "would take";

    /// <summary>It could not rest, and there was nothing, or not enough, to fill it with.</summary>
    public const string NoLiquidity = "no liquidity";

    /// <summary>Something else: a self trade, a liquidation, nothing left to reduce, a refusal.</summary>
    public const string Other = "other";
}
