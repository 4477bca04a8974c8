using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Accounts;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Grains.Couriers;
using OrleansMarkets.Grains.Markets;

namespace OrleansMarkets.Grains.CrossMargin;

/// <summary>What an account knows of one market it has joined: the rules, its latest row, and its calls under way.</summary>
/// <param name="market">The market.</param>
/// <param name="epoch">Epoch of the account's activation.</param>
internal sealed class MarketStake(CatalogMarket market, long epoch)
{
    private PriceView? _prices;
    private int _place;

    /// <summary>The market with the latest parameters known.</summary>
    public CatalogMarket Market { get; set; } = market;

    /// <summary>Calls and reservations.</summary>
    public CallLedger Calls { get; } = new(epoch);

    /// <summary>
    /// Sequence of the market up to which the latest row is settled, at least: an earlier price knows less funding than the row.
    /// </summary>
    public long RowSequence { get; set; }

    /// <summary>How often calls were given up since the market is being touched until it answers; 0 while it is not.</summary>
    public int SettlesWanted { get; set; }

    /// <summary>The silo's courier to the market's book, once a command went there.</summary>
    public BookCourier? Courier { get; set; }

    /// <summary>The market's symbol.</summary>
    public string Symbol => Market.Spec.Symbol;

    /// <summary>The stake as margin sees it.</summary>
    /// <param name="prices">The silo's prices.</param>
    public MarketExposure Exposure(PriceView prices) => Exposure(prices, prices.Now());

    /// <summary>The stake as margin sees it at a timestamp.</summary>
    /// <param name="prices">The silo's prices.</param>
    /// <param name="at">The timestamp.</param>
    public MarketExposure Exposure(PriceView prices, long at)
    {
        ref readonly ClearingRow row = ref Calls.Row;
        return new MarketExposure(
            Market.Spec,
            Market.Parameters,
            row,
            View(prices, at, row),
            Calls.PendingBuyLots,
            Calls.PendingSellLots,
            Calls.PendingReserveQuanta,
            row.OpenReduceOnlyLots + Calls.PendingReduceOnlyLots);
    }

    /// <summary>Version of the market's parameters as the boards know it; 0 without a price.</summary>
    /// <param name="prices">The silo's prices.</param>
    public long ParametersVersion(PriceView prices) =>
        PlaceIn(prices) is >= 0 and int place ? prices.Entries.ItemRef(place).Price.ParametersVersion : 0;

    private MarketView View(PriceView prices, long at, in ClearingRow row)
    {
        int place = PlaceIn(prices);
        if (place < 0 || prices.Entries.ItemRef(place).Price.MarkUnits == 0)
        {
            return new MarketView(0, MarkQuality.Missing, row.FundingIndex);
        }

        MarketPrice price = prices.Entries.ItemRef(place).Price;
        bool fresh = prices.AgeNs(place, at) <= Market.Parameters.Mark.MaximumIndexAgeNs;
        long fundingIndex = price.Sequence >= RowSequence ? price.FundingIndex : row.FundingIndex;
        return new MarketView(price.MarkUnits, fresh ? MarkQuality.Fresh : MarkQuality.Stale, fundingIndex);
    }

    // The same for as long as the silo has the same prices, which many orders share.
    private int PlaceIn(PriceView prices)
    {
        if (!ReferenceEquals(prices, _prices))
        {
            _prices = prices;
            _place = prices.PlaceOf(Symbol);
        }

        return _place;
    }
}
