using System.Collections.Immutable;
using System.Globalization;
using OrleansMarkets.Wire;
using OrleansMarkets.Wire.Market;
using OrleansMarkets.Wire.Streams;
using static OrleansMarkets.Client.Http.WireMapping;

namespace OrleansMarkets.Client.Streams;

/// <summary>Snapshots and deltas folded into a book. Updates that do not follow each other are found, never guessed over.</summary>
internal sealed class BookFold(MarketId market)
{
    private readonly SortedList<decimal, decimal> _bids = new(Comparer<decimal>.Create((left, right) => right.CompareTo(left)));
    private readonly SortedList<decimal, decimal> _asks = [];
    private bool _hasSnapshot;
    private long _updateId;
    private long _sequence;

    /// <summary>Forgets everything until the next snapshot.</summary>
    public void Reset() => _hasSnapshot = false;

    /// <summary>Takes an update and gives the book after it.</summary>
    /// <param name="update">The update.</param>
    /// <param name="isSnapshot">Whether it replaces the book.</param>
    /// <param name="timeMs">When it was made, Unix milliseconds.</param>
    /// <exception cref="ExchangeUnavailableException">
    /// It does not follow the one before, or gives another book than the exchange has.
    /// </exception>
    public OrderBook Take(StreamBook update, bool isSnapshot, long timeMs)
    {
        if (isSnapshot)
        {
            _bids.Clear();
            _asks.Clear();
            _hasSnapshot = true;
        }
        else if (!_hasSnapshot || update.UpdateId != _updateId + 1 || update.Sequence < _sequence)
        {
            throw Begin($"update {update.UpdateId} (sequence {update.Sequence}) came after {_updateId} ({_sequence})");
        }

        _updateId = update.UpdateId;
        _sequence = update.Sequence;
        Apply(_bids, update.Bids);
        Apply(_asks, update.Asks);
        if (update.Checksum is { } checksum && BookChecksum.Of(Texts(_bids), Texts(_asks)) != checksum)
        {
            throw Begin($"its checksum after update {update.UpdateId} is not {checksum}");
        }

        return new OrderBook
        {
            MarketId = market,
            Bids = Levels(_bids),
            Asks = Levels(_asks),
            UpdateId = _updateId,
            Sequence = _sequence,
            Time = Time(timeMs),
        };
    }

    private static void Apply(SortedList<decimal, decimal> side, IReadOnlyList<PriceLevel>? levels)
    {
        foreach (PriceLevel level in levels ?? [])
        {
            decimal price = Number(level.Price);
            decimal quantity = Number(level.Size);
            if (quantity == 0)
            {
                side.Remove(price);
            }
            else
            {
                side[price] = quantity;
            }
        }
    }

    private static ImmutableArray<BookLevel> Levels(SortedList<decimal, decimal> side) =>
        [.. side.Select(level => new BookLevel(level.Key, level.Value))];

    // Numbers keep the digits with which they came.
    private static IEnumerable<PriceLevel> Texts(SortedList<decimal, decimal> side) => side.Select(level =>
        new PriceLevel(level.Key.ToString(CultureInfo.InvariantCulture), level.Value.ToString(CultureInfo.InvariantCulture)));

    private ExchangeUnavailableException Begin(string how)
    {
        _hasSnapshot = false;
        return Broken.Stream(market, how);
    }
}
