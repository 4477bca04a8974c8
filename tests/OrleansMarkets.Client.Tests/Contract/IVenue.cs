namespace OrleansMarkets.Client.Tests.Contract;

/// <summary>A running exchange with the perpetual and the spot market BTCUSDT at an index of 60,000, and a way to reach it.</summary>
public interface IVenue
{
    /// <summary>What an operator may do.</summary>
    IMarketsAdmin Operator { get; }

    /// <summary>Opens an account with so many USDT and gives a client that acts for it.</summary>
    Task<(IMarketsClient Client, long Account)> TraderAsync(decimal deposit);
}
