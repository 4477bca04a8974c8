using OrleansMarkets.Client.Streams;
using OrleansMarkets.Wire.Market;
using OrleansMarkets.Wire.Streams;

namespace OrleansMarkets.Client.Tests.Streams;

public sealed class BookFoldTests
{
    private readonly BookFold _fold = new("BTCUSDT");

    [Fact]
    public void Deltas_change_add_and_delete_levels()
    {
        Snapshot(5, 100, bids: [("99", "1"), ("98", "2")], asks: [("101", "3")]);
        Client.OrderBook book = Delta(6, 101, bids: [("99", "0"), ("97", "4"), ("98", "5")], asks: [("100.5", "1")]);
        Assert.Equal<BookLevel>([new(98, 5), new(97, 4)], book.Bids);
        Assert.Equal<BookLevel>([new(100.5m, 1), new(101, 3)], book.Asks);
        Assert.Equal((6, 101), (book.UpdateId, book.Sequence));
        Assert.Equal(99.25m, book.Mid);
        Assert.Equal(2.5m, book.Spread);
    }

    [Fact]
    public void A_snapshot_replaces_everything()
    {
        Snapshot(5, 100, bids: [("99", "1")], asks: [("101", "3")]);
        Client.OrderBook book = Snapshot(1, 200, bids: [("50", "1")], asks: []);
        Assert.Equal<BookLevel>([new(50, 1)], book.Bids);
        Assert.Empty(book.Asks);
        Assert.Null(book.Mid);
    }

    [Theory]
    [InlineData(5, 101)]
    [InlineData(7, 101)]
    [InlineData(6, 99)]
    public void A_delta_that_does_not_follow_is_found(long update, long sequence)
    {
        Snapshot(5, 100, bids: [], asks: []);
        Assert.Throws<ExchangeUnavailableException>(() => Delta(update, sequence, bids: [("1", "1")], asks: []));
        Assert.Throws<ExchangeUnavailableException>(() => Delta(6, 101, bids: [], asks: []));
    }

    [Fact]
    public void A_delta_before_the_first_snapshot_is_found() =>
        Assert.Throws<ExchangeUnavailableException>(() => Delta(1, 1, bids: [], asks: []));

    [Fact]
    public void A_book_that_waits_for_an_auction_may_be_crossed()
    {
        Client.OrderBook book = Snapshot(1, 1, bids: [("2", "1")], asks: [("1", "1")]);
        Assert.Equal(-1, book.Spread);
    }

    // The CRC-32 of "99:1.50:101:3:98:2".
    [Fact]
    public void A_wrong_checksum_is_found()
    {
        StreamBook right = Book(5, 100, bids: [("99", "1.50"), ("98", "2")], asks: [("101", "3")]) with { Checksum = 3_374_650_921 };
        _fold.Take(right, isSnapshot: true, timeMs: 0);
        Assert.Throws<ExchangeUnavailableException>(() => _fold.Take(right with { Checksum = 1 }, isSnapshot: true, timeMs: 0));
        Assert.Throws<ExchangeUnavailableException>(() => Delta(6, 101, bids: [], asks: []));
    }

    private Client.OrderBook Snapshot(long update, long sequence, (string, string)[] bids, (string, string)[] asks) =>
        _fold.Take(Book(update, sequence, bids, asks), isSnapshot: true, timeMs: 0);

    private Client.OrderBook Delta(long update, long sequence, (string, string)[] bids, (string, string)[] asks) =>
        _fold.Take(Book(update, sequence, bids, asks), isSnapshot: false, timeMs: 0);

    private static StreamBook Book(long update, long sequence, (string, string)[] bids, (string, string)[] asks) => new()
    {
        UpdateId = update,
        Sequence = sequence,
        Bids = [.. bids.Select(level => new PriceLevel(level.Item1, level.Item2))],
        Asks = [.. asks.Select(level => new PriceLevel(level.Item1, level.Item2))],
    };
}
