namespace OrleansMarkets.Grains.OrderBooks;

/// <summary>
/// The market's activation takes no command now: its log has stopped, or too much waits. The outcome of the refused command is known:
/// nothing happened. The caller tries again until its deadline.
/// </summary>
/// <param name="symbol">The market.</param>
public sealed class MarketUnavailableException(string symbol) : Exception($"Market {symbol} takes no commands now.");
