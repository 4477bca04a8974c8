using System.Collections.Immutable;
using OrleansMarkets.MarketData.Books;

namespace OrleansMarkets.MarketData.Images;

/// <summary>
/// What a run of records changed. Levels and orders are absolute and as they are after the last of the records, each at most once; changes
/// of the book, trades and executions are all of them, in order. The next update of a subscriber begins one above
/// <paramref name="LastSequence"/>.
/// </summary>
/// <param name="Symbol">The market.</param>
/// <param name="FirstSequence">Sequence of the first record.</param>
/// <param name="LastSequence">Sequence of the last record.</param>
/// <param name="TimeNs">Book time of the last record, nanoseconds since the Unix epoch.</param>
/// <param name="Depth">Levels that changed.</param>
/// <param name="Book">Every change of a resting order, in order.</param>
/// <param name="Trades">Public trades.</param>
/// <param name="Orders">Orders that were decided or changed, final ones included.</param>
/// <param name="Executions">Executions and payments.</param>
/// <param name="Totals">What the accounts of these orders and executions come to after the last of the records.</param>
/// <param name="Status">Phase, prices and funding if any of them changed, else null.</param>
public sealed record MarketUpdate(
    string Symbol,
    long FirstSequence,
    long LastSequence,
    long TimeNs,
    ImmutableArray<DepthChange> Depth,
    ImmutableArray<OrderChange> Book,
    ImmutableArray<PublicTrade> Trades,
    ImmutableArray<OrderImage> Orders,
    ImmutableArray<Execution> Executions,
    ImmutableArray<AccountTotals> Totals,
    MarketStatus? Status);
