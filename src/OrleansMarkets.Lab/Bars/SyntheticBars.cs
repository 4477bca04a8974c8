using System.Collections.Immutable;
using Orleans.Simulation;
using OrleansMarkets.Core.Money;

namespace OrleansMarkets.Lab.Bars;

/// <summary>
/// Bars generated from a seed, for replays without a file: an integer random walk with rare jumps, wild enough that a few hours liquidate
/// accounts. Not a model of any market; every output made from them says so.
/// </summary>
public static class SyntheticBars
{
    /// <summary>What outputs call the source of generated bars.</summary>
    public const string Source = "SYNTHETIC (bars generated from the seed, not market data)";

    /// <summary>Begin of the first bar: 2022-01-01 00:00 UTC, Unix time in nanoseconds.</summary>
    public const long StartNs = 1_640_995_200_000_000_000;

    internal const long FirstPriceE8 = 40_000L * 100_000_000L;
    internal const long LowestPriceE8 = 1_000L * 100_000_000L;
    internal const long HighestPriceE8 = 1_000_000L * 100_000_000L;
    internal const long GridE8 = 10_000_000L; // prices on a grid of 0.1, as a market would print them
    internal const int StepPpm = 1_500;
    internal const int JumpPpm = 60_000;
    internal const int BarsPerJump = 20;

    /// <summary>Generates bars.</summary>
    /// <param name="seed">The seed: the same gives the same bars.</param>
    /// <param name="count">Number of bars, above zero.</param>
    public static BarSeries Generate(ulong seed, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        SimulationRandom random = new SimulationRandom(seed).Fork("synthetic bars");
        ImmutableArray<Bar>.Builder bars = ImmutableArray.CreateBuilder<Bar>(count);
        long priceE8 = FirstPriceE8;
        for (int i = 0; i < count; i++)
        {
            Bar bar = NextBar(random, StartNs + (i * Bar.LengthNs), priceE8);
            bars.Add(bar);
            priceE8 = bar.CloseE8;
        }

        return new BarSeries(Source, true, bars.MoveToImmutable());
    }

    private static Bar NextBar(SimulationRandom random, long openTimeNs, long openE8)
    {
        long highE8 = openE8;
        long lowE8 = openE8;
        long priceE8 = openE8;
        for (int step = 1; step < PricePath.PointsPerBar; step++)
        {
            int boundPpm = random.NextInt64(1, BarsPerJump * (PricePath.PointsPerBar - 1)) == 1 ? JumpPpm : StepPpm;
            long movePpm = random.NextInt64(-boundPpm, boundPpm);
            long steps = IntegerMath.MulDiv(priceE8, IntegerMath.Ppm + movePpm, IntegerMath.Ppm * GridE8, RoundingDirection.Down);
            priceE8 = Math.Clamp(steps * GridE8, LowestPriceE8, HighestPriceE8);
            highE8 = Math.Max(highE8, priceE8);
            lowE8 = Math.Min(lowE8, priceE8);
        }

        return new Bar(openTimeNs, openE8, highE8, lowE8, priceE8);
    }
}
