using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Lab.Venue;

namespace OrleansMarkets.Lab.Personas;

/// <summary>
/// Quotes both sides around the mark. It replaces its quotes only when the mark has moved or a quote was hit, so that a quiet minute costs
/// the venue nothing.
/// </summary>
/// <param name="client">Its account.</param>
/// <param name="prices">Where it reads the mark.</param>
/// <param name="quote">What it quotes.</param>
/// <param name="requotePpm">Move of the mark, in ppm, from which it quotes anew.</param>
/// <param name="clock">The clock of the simulation.</param>
public sealed class MarketMaker(AccountClient client, MarkReader prices, MakerQuote quote, long requotePpm, TimeProvider clock)
{
    private long _quotedMarkUnits;
    private long _quotedBuyLots;
    private long _quotedSellLots;

    /// <summary>Deposits its capital and quotes until the end of the replay.</summary>
    /// <param name="capitalQuanta">Capital, settlement quanta.</param>
    /// <param name="period">Time from one look at the market to the next.</param>
    /// <param name="end">When it stops; its last quotes stay.</param>
    public async Task RunAsync(long capitalQuanta, TimeSpan period, DateTimeOffset end)
    {
        await client.DepositAsync(capitalQuanta);
        while (clock.GetUtcNow() < end)
        {
            await ActAsync();
            await Task.Delay(period, clock);
        }
    }

    private async Task ActAsync()
    {
        long markUnits = await prices.ReadAsync();
        if (markUnits == 0)
        {
            return;
        }

        RiskReport risk = await client.GetRiskAsync();
        RowImage row = RowOf(risk);
        if (HasMoved(markUnits) || WasHit(row))
        {
            await QuoteAsync(markUnits, row);
        }
    }

    private bool HasMoved(long markUnits) =>
        (Int128)Math.Abs(markUnits - _quotedMarkUnits) * IntegerMath.Ppm > (Int128)requotePpm * _quotedMarkUnits;

    // Half a side gone is a hit worth new quotes; smaller fills wait for the next move of the mark.
    private bool WasHit(in RowImage row) => row.OpenBuyLots * 2 < _quotedBuyLots || row.OpenSellLots * 2 < _quotedSellLots;

    private async Task QuoteAsync(long markUnits, RowImage row)
    {
        if (row.OpenOrders > 0)
        {
            await client.CancelAllAsync();
        }

        _quotedMarkUnits = markUnits;
        _quotedBuyLots = 0;
        _quotedSellLots = 0;
        foreach (MakerLevel level in quote.Levels)
        {
            _quotedBuyLots += await QuoteLevelAsync(Side.Buy, level, markUnits, row.SizeLots);
            _quotedSellLots += await QuoteLevelAsync(Side.Sell, level, markUnits, row.SizeLots);
        }
    }

    private async Task<long> QuoteLevelAsync(Side side, MakerLevel level, long markUnits, long positionLots)
    {
        long quantityLots = quote.QuantityLots(side, level, positionLots);
        if (quantityLots == 0)
        {
            return 0;
        }

        PlaceResult result = await client.QuoteAsync(side, quote.PriceUnits(side, level, markUnits, positionLots), quantityLots);
        return result.RemainingLots;
    }

    private static RowImage RowOf(RiskReport risk)
    {
        foreach (PositionLine line in risk.Positions)
        {
            if (line.Symbol == VenueMarket.Symbol)
            {
                return line.Row;
            }
        }

        return default;
    }
}
