using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Silo.Markets;
using OrleansMarkets.Silo.Prices;

namespace OrleansMarkets.Silo.Demo;

/// <summary>
/// A trader: opens a leveraged position or buys on a spot market, holds it for a while, closes it, rests, and begins again. Its money is
/// filled up when fees and losses have taken half of it.
/// </summary>
/// <param name="client">Its account.</param>
/// <param name="marks">Where it reads marks.</param>
/// <param name="capital">Deposits its capital.</param>
/// <param name="plan">The markets.</param>
/// <param name="draws">What it decides by.</param>
internal sealed class DemoTrader(VenueClient client, MarkReader marks, DemoCapital capital, MarketPlan plan, DrawSource draws) : IPersona
{
    /// <summary>Largest notional of a new position as a multiple of equity.</summary>
    public const long HighestLeverage = 10;

    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public string Name => $"trader {client.Account}";

    /// <inheritdoc/>
    public Task BeginAsync(CancellationToken cancellation) => capital.FundTraderAsync(client.Account, cancellation);

    /// <inheritdoc/>
    public async Task<TimeSpan> ActAsync(CancellationToken cancellation)
    {
        IReadOnlyList<MarketPrice> open = await marks.ReadOpenAsync();
        RiskReport risk = await client.GetRiskAsync(cancellation);
        if (Held(risk, open) is { } held)
        {
            await CloseAsync(held, cancellation);
        }
        else if (open.Count > 0)
        {
            await OpenAsync(open[(int)draws.Next(0, open.Count - 1)], risk, cancellation);
        }

        return draws.Next(ShortestRest, LongestRest);
    }

    private static PositionLine? Held(RiskReport risk, IReadOnlyList<MarketPrice> open) =>
        risk.Positions.FirstOrDefault(line => line.Row.SizeLots != 0 && open.Any(price => price.Symbol == line.Symbol));

    private Task CloseAsync(PositionLine held, CancellationToken cancellation)
    {
        MarketDefinition market = Market(held.Symbol);
        Side side = held.Row.SizeLots > 0 ? Side.Sell : Side.Buy;
        OrderFlags flags = market.Kind == MarketKind.Spot ? OrderFlags.None : OrderFlags.ReduceOnly;
        long lots = market.OnStep(Math.Abs(held.Row.SizeLots));
        return lots == 0 ? Task.CompletedTask : client.TakeAsync(held.Symbol, side, flags, lots, cancellation);
    }

    private async Task OpenAsync(MarketPrice price, RiskReport risk, CancellationToken cancellation)
    {
        string cash = plan.Assets.Settlement.Code;
        long fullQuanta = plan.Quanta(cash, DemoCapital.Trader);
        if (risk.EquityQuanta < fullQuanta / 2)
        {
            await client.DepositAsync(cash, fullQuanta - Math.Max(0, risk.EquityQuanta), cancellation);
        }

        MarketDefinition market = Market(price.Symbol);
        bool isSpot = market.Kind == MarketKind.Spot;
        long leverage = isSpot ? 1 : draws.Next(1, HighestLeverage);
        Side side = isSpot || draws.Next(0, 1) == 0 ? Side.Buy : Side.Sell;

        // Half of what it could: the rest is for fees, the spread, and a while of bad luck.
        long lots = market.LotsOf(Math.Min(risk.EquityQuanta, fullQuanta) * leverage / 2, price.MarkUnits);
        if (lots > 0)
        {
            await client.TakeAsync(price.Symbol, side, OrderFlags.None, lots, cancellation);
        }
    }

    private MarketDefinition Market(string symbol) => plan.Markets.First(market => market.Symbol == symbol);
}
