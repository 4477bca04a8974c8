using Orleans.Simulation;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Lab.Venue;

namespace OrleansMarkets.Lab.Personas;

/// <summary>
/// A leveraged account: opens, holds for hours to days, closes, rests, and begins again; is liquidated when it holds too long; brings new
/// money a few times and takes some out when it has doubled it.
/// </summary>
/// <param name="client">Its account.</param>
/// <param name="prices">Where it reads the mark.</param>
/// <param name="character">What kind of trader it is.</param>
/// <param name="random">Its own stream.</param>
/// <param name="clock">The clock of the simulation.</param>
public sealed class Trader(AccountClient client, MarkReader prices, TraderCharacter character, SimulationRandom random, TimeProvider clock)
{
    internal const int MaximumRefills = 3;
    internal const int MaximumCloseAttempts = 10;
    internal const long WorstEntryPpm = 3_000; // it pays at most 0.3 % from mark to get in
    internal const long UsablePpm = 900_000; // and keeps a tenth of its buying power for fees and the spread
    private static readonly TimeSpan CloseRetry = TimeSpan.FromMinutes(2);

    private int _refills;

    /// <summary>Trades until the end of the replay.</summary>
    /// <param name="end">Time after which it opens nothing new and its last wait ends.</param>
    public async Task RunAsync(DateTimeOffset end)
    {
        await client.DepositAsync(character.DepositQuanta);
        await WaitAsync(character.FirstTrade, end);
        while (clock.GetUtcNow() < end && await HasMoneyAsync())
        {
            await OpenAsync();
            await WaitAsync(DrawHold(), end);
            if (clock.GetUtcNow() < end)
            {
                await CloseAsync(end);
                await TakeProfitAsync();
                await WaitAsync(DrawHold(), end);
            }
        }
    }

    private TimeSpan DrawHold() => random.NextTimeSpan(character.ShortestHold, character.LongestHold);

    private Task WaitAsync(TimeSpan time, DateTimeOffset end)
    {
        DateTimeOffset until = clock.GetUtcNow() + time;
        return SimulatedTime.WaitUntilAsync(clock, until < end ? until : end);
    }

    private async Task<bool> HasMoneyAsync()
    {
        RiskReport risk = await client.GetRiskAsync();
        if (risk.EquityQuanta >= character.DepositQuanta / 5)
        {
            return true;
        }

        if (_refills == MaximumRefills)
        {
            return false;
        }

        _refills++;
        LedgerResult deposit = await client.DepositAsync(character.DepositQuanta);
        return deposit.Code == ResultCode.Ok;
    }

    private async Task OpenAsync()
    {
        long markUnits = await prices.ReadAsync();
        RiskReport risk = await client.GetRiskAsync();
        if (markUnits == 0 || risk.EquityQuanta <= 0)
        {
            return;
        }

        Side side = random.NextInt64(1, IntegerMath.Ppm) <= character.BuyPpm ? Side.Buy : Side.Sell;
        long notionalQuanta =
            IntegerMath.MulDiv(risk.EquityQuanta, character.Leverage * UsablePpm, IntegerMath.Ppm, RoundingDirection.Down);
        long quantityLots = Math.Min(notionalQuanta / (markUnits * VenueMarket.QuantaPerUnitLot), VenueMarket.MaximumLots);
        if (quantityLots >= VenueMarket.MinimumLots)
        {
            await client.TakeAsync(side, OrderFlags.None, WorstEntryUnits(side, markUnits), quantityLots);
        }
    }

    private async Task CloseAsync(DateTimeOffset end)
    {
        for (int attempt = 0; attempt < MaximumCloseAttempts && clock.GetUtcNow() < end; attempt++)
        {
            long positionLots = PositionLots(await client.GetRiskAsync());
            if (positionLots == 0)
            {
                return;
            }

            Side side = positionLots > 0 ? Side.Sell : Side.Buy;
            long quantityLots = Math.Min(Math.Abs(positionLots), VenueMarket.MaximumLots);
            PlaceResult result = await client.TakeAsync(side, OrderFlags.ReduceOnly, limitPriceUnits: 0, quantityLots);
            if (result.FilledLots < Math.Abs(positionLots))
            {
                await WaitAsync(CloseRetry, end);
            }
        }
    }

    private async Task TakeProfitAsync()
    {
        RiskReport risk = await client.GetRiskAsync();
        long profitQuanta = Math.Min(risk.EquityQuanta - character.DepositQuanta, risk.WithdrawableQuanta);
        if (profitQuanta > character.DepositQuanta)
        {
            await client.WithdrawAsync(profitQuanta);
        }
    }

    private static long WorstEntryUnits(Side side, long markUnits)
    {
        long ppm = side == Side.Buy ? IntegerMath.Ppm + WorstEntryPpm : IntegerMath.Ppm - WorstEntryPpm;
        return IntegerMath.MulDiv(markUnits, ppm, IntegerMath.Ppm * VenueMarket.TickUnits, RoundingDirection.Down) * VenueMarket.TickUnits;
    }

    private static long PositionLots(RiskReport risk)
    {
        foreach (PositionLine line in risk.Positions)
        {
            if (line.Symbol == VenueMarket.Symbol)
            {
                return line.Row.SizeLots;
            }
        }

        return 0;
    }
}
