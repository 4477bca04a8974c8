using OrleansMarkets.Benchmarks.Venue;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Benchmarks.Load;

/// <summary>The orders of one lane, drawn from its own seed: each a new command id, market, side, price and quantity at random.</summary>
/// <param name="run">Makes ids differ between runs and lanes.</param>
/// <param name="seed">Seed of the lane.</param>
internal sealed class OrderMix(ulong run, int seed)
{
    private const int RestingTicks = 200;
    private const int GapTicks = 60;
    private const int CrossingTicks = 400;
    private const int MaximumLots = 10;

    private readonly Random _random = new(seed);
    private ulong _number = (ulong)seed << 40;

    /// <summary>A draw from 0 to 99.</summary>
    public int Percent() => _random.Next(100);

    /// <summary>A new command id.</summary>
    public CommandKey NextId() => new(run, ++_number);

    /// <summary>A limit order that rests: on its side of the middle, outside of where the mark wanders.</summary>
    public PlaceOrder NewResting() => New(GapTicks + _random.Next(RestingTicks), isPassive: true, TimeInForce.GoodTillCancelled);

    /// <summary>A limit order through the other side, executed at once or not at all.</summary>
    public PlaceOrder NewCrossing() => New(CrossingTicks, isPassive: false, TimeInForce.ImmediateOrCancel);

    private PlaceOrder New(int ticks, bool isPassive, TimeInForce timeInForce)
    {
        Side side = _random.Next(2) == 0 ? Side.Buy : Side.Sell;
        long away = ticks * BenchMarkets.TickUnits;
        return new PlaceOrder(
            NextId(),
            BenchMarkets.Symbols[_random.Next(BenchMarkets.Symbols.Count)],
            side,
            OrderType.Limit,
            timeInForce,
            OrderFlags.None,
            BenchMarkets.MidUnits + (side == Side.Buy == isPassive ? -away : away),
            1 + _random.Next(MaximumLots),
            DeadlineNs: 0);
    }
}
