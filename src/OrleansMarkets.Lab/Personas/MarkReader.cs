using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Lab.Venue;

namespace OrleansMarkets.Lab.Personas;

/// <summary>Reads the market's mark where clients read it: on the price board.</summary>
/// <param name="board">The board.</param>
public sealed class MarkReader(IPriceBoardGrain board)
{
    /// <summary>The mark in price units; zero while the market is not open.</summary>
    public async Task<long> ReadAsync()
    {
        PricePage page = await board.Read();
        foreach (MarketPrice price in page.Prices)
        {
            if (price.Symbol == VenueMarket.Symbol && price.Phase == MarketPhase.Open)
            {
                return price.MarkUnits;
            }
        }

        return 0;
    }
}
