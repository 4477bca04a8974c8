namespace OrleansMarkets.Core.Clearing.Events;

/// <summary>
/// One trade of an auction: both orders rested. The one that entered the book first is the maker.
/// </summary>
/// <param name="Trade">The trade; its taker is the order that entered later.</param>
/// <param name="TakerReserveReleasedQuanta">What the taker's order reserve fell by.</param>
public readonly record struct AuctionTradeEvent(TradeEvent Trade, long TakerReserveReleasedQuanta);
