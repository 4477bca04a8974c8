using Orleans.Simulation;
using OrleansMarkets.Contracts.Oracles;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Money;
using OrleansMarkets.Lab.Bars;

namespace OrleansMarkets.Lab.Personas;

/// <summary>One price source: says each price of the path with a seeded error of at most one basis point.</summary>
/// <param name="oracle">The feed it votes on.</param>
/// <param name="publisher">Its number, from 1.</param>
/// <param name="random">Its own stream.</param>
public sealed class OraclePublisher(IOracleGrain oracle, int publisher, SimulationRandom random)
{
    /// <summary>Largest error of a vote: one basis point. It is also the confidence that the vote states.</summary>
    public const long MaximumNoisePpm = 100;

    private long _sequence;

    /// <summary>Publishes one price.</summary>
    public Task<ResultCode> PublishAsync(PricePoint point)
    {
        long noisePpm = random.NextInt64(-MaximumNoisePpm, MaximumNoisePpm);
        _sequence++;
        return oracle.Publish(new PublisherPrice(
            publisher,
            _sequence,
            WithNoise(point.PriceE8, noisePpm),
            Math.Max(1, IntegerMath.MulDiv(point.PriceE8, MaximumNoisePpm, IntegerMath.Ppm, RoundingDirection.Down)),
            point.TimeNs));
    }

    /// <summary>A price moved by some parts per million, the move rounded toward zero: never more than asked for.</summary>
    public static long WithNoise(long priceE8, long noisePpm) =>
        priceE8 + IntegerMath.MulDiv(priceE8, noisePpm, IntegerMath.Ppm, RoundingDirection.TowardZero);
}
