namespace OrleansMarkets.Client;

/// <summary>How a market is now.</summary>
/// <param name="MarketId">The market.</param>
/// <param name="Phase">What it admits, in the exchange's word: <c>Open</c> takes orders, in every other phase only some or cancels.</param>
/// <param name="Sequence">The market's last sequence that the server has seen.</param>
public sealed record MarketState(MarketId MarketId, string Phase, long Sequence)
{
    /// <summary>Whether orders of every kind are taken.</summary>
    public bool IsOpen => Phase == "Open";
}
