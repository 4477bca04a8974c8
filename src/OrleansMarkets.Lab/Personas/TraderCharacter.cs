using Orleans.Simulation;
using OrleansMarkets.Lab.Venue;

namespace OrleansMarkets.Lab.Personas;

/// <summary>What kind of trader an account is, drawn once from its own random stream.</summary>
/// <param name="DepositQuanta">Money it brings, and brings again when it has lost nearly all, settlement quanta.</param>
/// <param name="Leverage">Notional of a new position as a multiple of equity.</param>
/// <param name="BuyPpm">How often it opens long, ppm.</param>
/// <param name="ShortestHold">Shortest time it holds a position.</param>
/// <param name="LongestHold">Longest time it holds a position, and waits before the next.</param>
/// <param name="FirstTrade">Time of its first trade after the begin of the replay.</param>
public sealed record TraderCharacter(
    long DepositQuanta,
    int Leverage,
    int BuyPpm,
    TimeSpan ShortestHold,
    TimeSpan LongestHold,
    TimeSpan FirstTrade)
{
    internal const int LowestLeverage = 2;
    internal const int HighestLeverage = 20;

    /// <summary>Draws a character.</summary>
    /// <param name="random">The account's stream.</param>
    /// <param name="length">Length of the replay: short replays get short holding times.</param>
    public static TraderCharacter Draw(SimulationRandom random, TimeSpan length)
    {
        TimeSpan shortest = Min(TimeSpan.FromHours(1), Part(length, 1, 48));
        TimeSpan longest = Min(TimeSpan.FromDays(3), Part(length, 1, 4));
        return new TraderCharacter(
            DrawDeposit(random) * VenueMarket.QuantaPerAsset,
            (int)random.NextInt64(LowestLeverage, HighestLeverage),
            (int)random.NextInt64(200_000, 800_000),
            shortest,
            random.NextTimeSpan(shortest, longest),
            random.NextTimeSpan(TimeSpan.Zero, Part(length, 3, 4)));
    }

    // Many small accounts, some in the middle, one in a hundred larger than the book is deep: in units of the settlement asset.
    private static long DrawDeposit(SimulationRandom random) => random.NextInt64(1, 100) switch
    {
        1 => random.NextInt64(400_000, 1_500_000),
        <= 20 => random.NextInt64(20_000, 100_000),
        _ => random.NextInt64(1_000, 20_000),
    };

    // In whole ticks: a time span divided by a number would pass through floating point.
    private static TimeSpan Part(TimeSpan whole, long numerator, long denominator) =>
        TimeSpan.FromTicks(whole.Ticks * numerator / denominator);

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
