using Orleans.Simulation;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Simulation.Venue;

namespace OrleansMarkets.Simulation.Clients;

/// <summary>A trader who takes as much risk as he gets and makes every kind of mistake.</summary>
internal sealed class Trader(
    VenueClient client, IReadOnlyList<long> others, IndexPath path, SimulationRandom random, TimeProvider clock)
{
    private const double ChangeOfMind = 0.03;
    private const double WithoutDeadline = 0.1;
    private const double OffGrid = 0.5;
    private static readonly TimeSpan MeanPause = TimeSpan.FromMilliseconds(450);

    private readonly Persona _persona = new(random, clock, MeanPause);

    private Side Bias => _persona.Bias;

    public Task RunAsync(DateTimeOffset until) => _persona.RunAsync(ActAsync, until);

    private Task ActAsync()
    {
        _persona.MayChangeMind(ChangeOfMind);
        string perpetual = random.Chance(0.6) ? VenueMarkets.BtcPerpetual : VenueMarkets.EthPerpetual;
        return random.Next(100) switch
        {
            < 30 => TakeAsync(perpetual, Bias, OrderFlags.None, TimeInForce.ImmediateOrCancel),
            < 52 => RestAsync(perpetual, random.Chance(0.6) ? Bias : Bias.Opposite(), OrderFlags.None),
            < 57 => RestAsync(perpetual, Bias, OrderFlags.PostOnly),
            < 62 => RestAsync(perpetual, Bias.Opposite(), OrderFlags.ReduceOnly),
            < 67 => TakeAsync(perpetual, Bias.Opposite(), OrderFlags.ReduceOnly, TimeInForce.ImmediateOrCancel),
            < 72 => TakeAsync(perpetual, Bias, OrderFlags.None, TimeInForce.FillOrKill),
            < 76 => RestAsync(VenueMarkets.BtcSpot, random.Chance(0.5) ? Side.Buy : Side.Sell, OrderFlags.None),
            < 84 => CancelAsync(),
            < 87 => MistakeAsync(perpetual),
            < 89 => client.CancelAllAsync(perpetual),
            < 94 => WithdrawAsync(),
            < 98 => client.MoveAsync(OperationKind.Transfer, Asset(), Amount(500), others[random.Next(others.Count)]),
            _ => client.MoveAsync(OperationKind.Deposit, Asset(), Amount(500), 0),
        };
    }

    private Task WithdrawAsync() => client.MoveAsync(
        OperationKind.Withdraw, Asset(), Amount(random.Chance(0.2) ? 20_000 : 1_000), 0);

    private string Asset() => random.Chance(0.85) ? VenueMarkets.Settlement : VenueMarkets.Base;

    private long Amount(long mostUsdt) => random.NextInt64(1, mostUsdt * VenueMarkets.UsdtQuanta);

    private Task TakeAsync(string symbol, Side side, OrderFlags flags, TimeInForce timeInForce)
    {
        bool isMarket = random.Chance(0.5);
        return client.PlaceAsync(new PlaceOrder(
            client.NextId(),
            symbol,
            side,
            isMarket ? OrderType.Market : OrderType.Limit,
            timeInForce,
            flags,
            isMarket ? 0 : Price(symbol, side == Side.Buy ? 15_000 : -15_000),
            Lots(symbol),
            Deadline()));
    }

    private Task RestAsync(string symbol, Side side, OrderFlags flags) => client.PlaceAsync(new PlaceOrder(
        client.NextId(),
        symbol,
        side,
        OrderType.Limit,
        TimeInForce.GoodTillCancelled,
        flags,
        Price(symbol, random.NextInt64(-8_000, 3_000) * (side == Side.Buy ? 1 : -1)),
        Lots(symbol),
        Deadline()));

    private Task CancelAsync()
    {
        if (client.Resting.Count == 0 || random.Chance(0.1))
        {
            // A cancel of what was never sent: the id has a result from then on.
            return client.CancelAsync(new CancelRequest(
                client.NextId(), VenueMarkets.BtcPerpetual, 0, client.NextId(), Deadline()));
        }

        int place = random.Next(client.Resting.Count);
        Operation target = client.Resting[place];
        client.Resting.RemoveAt(place);
        long orderId = target.Answers.First(answer => answer.Order.OrderId != 0).Order.OrderId;
        bool byOrder = random.Chance(0.5);
        return client.CancelAsync(new CancelRequest(
            client.NextId(), target.Symbol, byOrder ? orderId : 0, byOrder ? default : target.Id, Deadline()));
    }

    private Task MistakeAsync(string symbol)
    {
        bool offGrid = random.Chance(OffGrid);
        return client.PlaceAsync(new PlaceOrder(
            client.NextId(),
            random.Chance(0.1) ? "NOPE-PERP" : symbol,
            Bias,
            OrderType.Limit,
            random.Chance(0.5) ? TimeInForce.GoodTillCancelled : TimeInForce.ImmediateOrCancel,
            random.Chance(0.3) ? OrderFlags.PostOnly | OrderFlags.ReduceOnly : OrderFlags.None,
            Price(symbol, random.NextInt64(-200_000, 200_000)) + (offGrid ? 3 : 0),
            random.Next(4) switch { 0 => 7, 1 => 1, 2 => VenueMarkets.MaximumLots * 3, _ => Lots(symbol) },
            random.Chance(0.3) ? clock.NowNs() - 1 : Deadline()));
    }

    private long Price(string symbol, long distancePpm)
    {
        long index = path.PriceUnits(symbol);
        return (index + (index * distancePpm / 1_000_000)) / VenueMarkets.TickUnits * VenueMarkets.TickUnits;
    }

    private long Lots(string symbol)
    {
        long most = symbol == VenueMarkets.BtcSpot ? 10 : random.Chance(0.3) ? 600 : 60;
        return random.NextInt64(1, most) * VenueMarkets.StepLots * VenueMarkets.LotsPerBtcLot(symbol);
    }

    private long Deadline() => random.Chance(WithoutDeadline) ? 0 : clock.NowNs() + (random.NextInt64(1_000, 9_000) * 1_000_000);
}
