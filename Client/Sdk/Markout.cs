namespace OrleansMarkets.Client;

/// <summary>What the account's fills in a market were worth some time later.</summary>
/// <param name="MarketId">The market.</param>
/// <param name="Horizon">How long after the fill.</param>
/// <param name="IsMaker">Whether it is of fills of resting orders, else of incoming ones.</param>
/// <param name="Fills">Number of fills.</param>
/// <param name="Quantity">Their quantity, base asset.</param>
/// <param name="Value">Their value, quote asset.</param>
/// <param name="Amount">What they gained until then, quote asset: above zero the market went the account's way.</param>
/// <param name="Rate">The gain through the value; zero without a fill.</param>
public sealed record Markout(
    MarketId MarketId,
    TimeSpan Horizon,
    bool IsMaker,
    long Fills,
    decimal Quantity,
    decimal Value,
    decimal Amount,
    decimal Rate);
