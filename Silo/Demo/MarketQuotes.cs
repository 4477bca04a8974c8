using System.Collections.Immutable;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Silo.Demo;

/// <summary>
/// A maker's quotes in one market: several levels on both sides around mark, moved against its inventory. Only levels that are far from
/// where they should be, or were hit, are replaced, so a quiet market costs its log nearly nothing.
/// </summary>
/// <param name="client">The maker's account.</param>
/// <param name="market">The market.</param>
/// <param name="quantaPerUnit">Quanta of one whole unit of the settlement asset.</param>
internal sealed class MarketQuotes(VenueClient client, MarketDefinition market, long quantaPerUnit)
{
    /// <summary>Inventory, in whole units of the settlement asset, from which only the reducing side is quoted.</summary>
    public const long MaximumInventory = 2_000_000;

    /// <summary>How far the centre moves against a full inventory, ppm of mark.</summary>
    public const long SkewPpm = 400;

    private static readonly ImmutableArray<QuoteLevel> Levels =
    [
        new(DistancePpm: 200, Notional: 25_000),
        new(400, 50_000),
        new(800, 100_000),
        new(1_600, 200_000),
        new(3_200, 400_000),
    ];

    private readonly LiveQuote[] _bids = new LiveQuote[Levels.Length];
    private readonly LiveQuote[] _asks = new LiveQuote[Levels.Length];
    private bool _isClean;

    /// <summary>Brings the quotes to where they should be.</summary>
    /// <param name="markUnits">The mark.</param>
    /// <param name="row">The maker's row in this market.</param>
    /// <param name="cancellation">Ends the attempts.</param>
    public async Task RefreshAsync(long markUnits, RowImage row, CancellationToken cancellation)
    {
        if (!_isClean)
        {
            // What an earlier run left, or a call that failed half-way: its order numbers are not known here.
            await client.CancelAllAsync(market.Symbol, cancellation);
            Array.Clear(_bids);
            Array.Clear(_asks);
        }

        _isClean = false;
        long skewPpm = SkewOf(markUnits, row.SizeLots);

        // Both sides are cleared before either is quoted: a moved bid must not meet an old ask of its own.
        await WithdrawAsync(Side.Buy, markUnits, skewPpm, row, cancellation);
        await WithdrawAsync(Side.Sell, markUnits, skewPpm, row, cancellation);
        await QuoteAsync(Side.Buy, markUnits, skewPpm, row.SizeLots, cancellation);
        await QuoteAsync(Side.Sell, markUnits, skewPpm, row.SizeLots, cancellation);
        _isClean = true;
    }

    private async Task WithdrawAsync(Side side, long markUnits, long skewPpm, RowImage row, CancellationToken cancellation)
    {
        LiveQuote[] quotes = QuotesOf(side);
        long restingLots = side == Side.Buy ? row.OpenBuyLots : row.OpenSellLots;
        bool wasHit = restingLots != quotes.Sum(quote => quote.Lots);
        for (int i = 0; i < quotes.Length; i++)
        {
            bool isFar = IsFar(quotes[i].PriceUnits, Price(side, Levels[i], markUnits, skewPpm), Levels[i], markUnits);
            if (quotes[i].OrderId != 0 && (wasHit || isFar))
            {
                await client.CancelAsync(market.Symbol, quotes[i].OrderId, cancellation);
                quotes[i] = default;
            }
        }
    }

    private async Task QuoteAsync(Side side, long markUnits, long skewPpm, long positionLots, CancellationToken cancellation)
    {
        LiveQuote[] quotes = QuotesOf(side);
        long inventoryLots = side == Side.Buy ? positionLots : -positionLots;
        bool isFull = inventoryLots >= market.LotsOf(MaximumInventory * quantaPerUnit, markUnits);
        for (int i = 0; i < quotes.Length; i++)
        {
            long priceUnits = Price(side, Levels[i], markUnits, skewPpm);
            long lots = isFull || quotes[i].OrderId != 0 ? 0 : market.LotsOf(Levels[i].Notional * quantaPerUnit, priceUnits);
            if (lots == 0)
            {
                continue;
            }

            PlaceResult placed = await client.QuoteAsync(market.Symbol, side, priceUnits, lots, cancellation);
            bool rests = placed.Code == ResultCode.Ok && placed.RemainingLots > 0;
            quotes[i] = rests ? new LiveQuote(placed.OrderId, priceUnits, placed.RemainingLots) : default;
        }
    }

    private LiveQuote[] QuotesOf(Side side) => side == Side.Buy ? _bids : _asks;

    private long Price(Side side, QuoteLevel level, long markUnits, long skewPpm) =>
        market.PriceAt(side, markUnits, side == Side.Buy ? skewPpm - level.DistancePpm : skewPpm + level.DistancePpm);

    private long SkewOf(long markUnits, long positionLots)
    {
        long fullLots = Math.Max(1, market.LotsOf(MaximumInventory * quantaPerUnit, markUnits));
        return IntegerMath.MulDiv(SkewPpm, -Math.Clamp(positionLots, -fullLots, fullLots), fullLots, RoundingDirection.TowardZero);
    }

    private static bool IsFar(long priceUnits, long wantedUnits, QuoteLevel level, long markUnits) =>
        (Int128)Math.Abs(priceUnits - wantedUnits) * IntegerMath.Ppm > (Int128)markUnits * level.TolerancePpm;
}
