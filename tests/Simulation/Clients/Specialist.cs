using Orleans.Simulation;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Simulation.Venue;

namespace OrleansMarkets.Simulation.Clients;

/// <summary>A trader who uses every kind of order, and every way to change and cancel them.</summary>
internal sealed class Specialist(VenueClient client, OrderDraws draws, SimulationRandom random, TimeProvider clock)
{
    private const int MaximumDrawn = 6;
    private const double ChangeOfMind = 0.05;
    private const double AmendedTwice = 0.3;
    private static readonly TimeSpan MeanPause = TimeSpan.FromMilliseconds(350);

    private readonly Persona _persona = new(random, clock, MeanPause);

    private Side Bias => _persona.Bias;

    public Task RunAsync(DateTimeOffset until) => _persona.RunAsync(ActAsync, until);

    private Task ActAsync()
    {
        _persona.MayChangeMind(ChangeOfMind);
        Side side = random.Chance(0.6) ? Bias : Bias.Opposite();
        string perpetual = random.Chance(0.5) ? VenueMarkets.BtcPerpetual : VenueMarkets.EthPerpetual;
        string symbol = random.Chance(0.1) ? VenueMarkets.BtcSpot : perpetual;
        return random.Next(100) switch
        {
            < 12 => client.PlaceAsync(draws.Iceberg(symbol, side)),
            < 18 => client.PlaceAsync(draws.GoodTillDate(symbol, side)),
            < 22 => client.PlaceAsync(draws.Sliding(symbol, side)),
            < 28 => client.PlaceAsync(draws.Immediate(symbol, side)),
            < 32 => client.PlaceAsync(draws.Close(perpetual, Bias.Opposite())),
            < 36 => client.PlaceAsync(draws.Reduce(perpetual, Bias.Opposite())),
            < 46 => client.PlaceAsync(draws.Conditional(symbol, side)),
            < 51 => client.PlaceAsync(draws.Trailing(perpetual, side)),
            < 60 => client.PlaceAsync(draws.Pegged(symbol, side)),
            < 65 => OneCancelsOtherAsync(symbol, side),
            < 72 => ParentAsync(perpetual, side),
            < 75 => client.ScaleAsync(draws.Scale(symbol, side)),
            < 85 => AmendAsync(),
            < 88 => client.CancelManyAsync(draws.MassCancel(symbol)),
            < 93 => ExecuteAsync(symbol, side),
            < 95 => SwitchAsync(),
            < 98 => CancelAsync(),
            _ => client.PlaceAsync(draws.Mistake(symbol, side)),
        };
    }

    // Two or three orders of which one that trades takes from the others.
    private async Task OneCancelsOtherAsync(string symbol, Side side)
    {
        PlaceOrder first = draws.Leg(symbol, side);
        LinkTerms link = new(LinkKind.OneCancelsOther, first.Id);
        await client.PlaceAsync(OrderDraws.With(first, link));
        for (int legs = random.Chance(0.3) ? 2 : 1; legs > 0; legs--)
        {
            await client.PlaceAsync(OrderDraws.With(draws.Leg(symbol, side), link));
        }
    }

    // A parent with children; they come at once, or late.
    private async Task ParentAsync(string symbol, Side side)
    {
        LinkKind kind = random.Chance(0.6) ? LinkKind.OneTriggersOneCancelsOther : LinkKind.OneTriggersOther;
        PlaceOrder parent = draws.Parent(symbol, side);
        LinkTerms link = new(kind, parent.Id);
        await client.PlaceAsync(OrderDraws.With(parent, link));
        if (random.Chance(0.2))
        {
            await Task.Delay(random.NextTimeSpan(TimeSpan.Zero, TimeSpan.FromSeconds(2)), clock);
        }

        foreach (PlaceOrder child in draws.Children(symbol, side.Opposite(), parent.QuantityLots, kind))
        {
            await client.PlaceAsync(OrderDraws.With(child, link));
        }
    }

    private Task SwitchAsync()
    {
        long timeoutNs = random.Chance(0.3) ? 0 : random.NextInt64(200, 6_000) * 1_000_000;
        return random.Chance(0.7) ? client.CancelAllAfterAsync(timeoutNs) : client.CancelAllOnDisconnectAsync(timeoutNs);
    }

    private Operation? DrawResting(bool takesIt)
    {
        if (client.Resting.Count == 0)
        {
            return null;
        }

        // The newest ones are the likeliest to be there still.
        int place = client.Resting.Count - 1 - random.Next(Math.Min(client.Resting.Count, MaximumDrawn));
        Operation target = client.Resting[place];
        if (takesIt)
        {
            client.Resting.RemoveAt(place);
        }

        return target;
    }

    // Sometimes twice at once: one of the two was checked on an order that is another one by then.
    private Task AmendAsync()
    {
        if (DrawResting(takesIt: false) is not { } target)
        {
            return Task.CompletedTask;
        }

        Task first = client.AmendAsync(draws.Amendment(target));
        return random.Chance(AmendedTwice) ? Task.WhenAll(first, client.AmendAsync(draws.Amendment(target))) : first;
    }

    private Task CancelAsync() => DrawResting(takesIt: true) is { } target
        ? client.CancelAsync(draws.Cancel(target))
        : Task.CompletedTask;

    // New orders, an amendment and a cancel in one call, also of several markets.
    private Task ExecuteAsync(string symbol, Side side)
    {
        List<BatchItem> items = [];
        for (long orders = random.NextInt64(1, 5); orders > 0; orders--)
        {
            items.Add(new BatchItem(Place: draws.OfBatch(random.Chance(0.8) ? symbol : VenueMarkets.BtcPerpetual, side)));
        }

        if (DrawResting(takesIt: false) is { } amended)
        {
            items.Insert(random.Next(items.Count), new BatchItem(Amend: draws.Amendment(amended)));
        }

        if (DrawResting(takesIt: true) is { } cancelled)
        {
            items.Insert(random.Next(items.Count), new BatchItem(Cancel: draws.Cancel(cancelled)));
        }

        return client.ExecuteAsync([.. items], draws.LatestNs);
    }
}
