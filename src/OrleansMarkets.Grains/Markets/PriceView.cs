using System.Collections.Immutable;
using OrleansMarkets.Contracts.Markets;

namespace OrleansMarkets.Grains.Markets;

/// <summary>The prices of all markets as one silo knows them: immutable, and each price still ages while it is held.</summary>
public sealed class PriceView
{
    private readonly TimeProvider _clock;
    private readonly ImmutableArray<PriceEntry> _entries;
    private readonly Dictionary<string, int> _places;

    private PriceView(TimeProvider clock, ImmutableArray<PriceEntry> entries)
    {
        _clock = clock;
        _entries = entries;
        _places = new Dictionary<string, int>(entries.Length, StringComparer.Ordinal);
        for (int i = 0; i < entries.Length; i++)
        {
            _places.Add(entries[i].Price.Symbol, i);
        }
    }

    /// <summary>The prices in ordinal order of the symbols, with the age that each had at its timestamp.</summary>
    public ImmutableArray<PriceEntry> Entries => _entries;

    /// <summary>A view without prices.</summary>
    /// <param name="clock">The silo's clock.</param>
    public static PriceView Empty(TimeProvider clock) => new(clock, []);

    /// <summary>The price of a market with the age that it has now.</summary>
    /// <param name="symbol">The market.</param>
    /// <param name="price">The price.</param>
    /// <returns>Whether a price is known, however old.</returns>
    public bool TryGet(string symbol, out MarketPrice price)
    {
        bool known = _places.TryGetValue(symbol, out int place);
        price = known ? _entries[place].AgedToNow(_clock) : default;
        return known;
    }

    /// <summary>Place of a market in <see cref="Entries"/>; −1 for a market without a price.</summary>
    /// <param name="symbol">The market.</param>
    public int PlaceOf(string symbol) => _places.TryGetValue(symbol, out int place) ? place : -1;

    /// <summary>The present timestamp of the silo's clock.</summary>
    public long Now() => _clock.GetTimestamp();

    /// <summary>The age that an entry has at a timestamp, nanoseconds.</summary>
    /// <param name="place">Place of the entry.</param>
    /// <param name="at">A timestamp of <see cref="Now"/>.</param>
    public long AgeNs(int place, long at) => _entries.ItemRef(place).AgeNs(_clock, at);

    /// <summary>Version of a market's parameters as the boards know it; 0 for a market without a price.</summary>
    /// <param name="symbol">The market.</param>
    public long ParametersVersion(string symbol) =>
        _places.TryGetValue(symbol, out int place) ? _entries.ItemRef(place).Price.ParametersVersion : 0;

    /// <summary>
    /// The view with what boards answered. Of two reports of a market the later step counts, of the same step the younger; what a board
    /// does not mention stays and ages.
    /// </summary>
    /// <param name="answer">The answers.</param>
    internal PriceView With(PriceAnswer answer)
    {
        SortedDictionary<string, PriceEntry> merged = new(StringComparer.Ordinal);
        foreach (PriceEntry entry in _entries)
        {
            merged.Add(entry.Price.Symbol, entry);
        }

        foreach (MarketPrice price in answer.Prices)
        {
            PriceEntry offered = new(price, answer.LeftAt);
            if (!merged.TryGetValue(price.Symbol, out PriceEntry present) || IsBetter(offered, present))
            {
                merged[price.Symbol] = offered;
            }
        }

        return new PriceView(_clock, [.. merged.Values]);
    }

    private bool IsBetter(in PriceEntry offered, in PriceEntry present) =>
        offered.Price.IsNewerThan(present.Price)
        || (!present.Price.IsNewerThan(offered.Price) && offered.AgedToNow(_clock).AgeNs < present.AgedToNow(_clock).AgeNs);
}
