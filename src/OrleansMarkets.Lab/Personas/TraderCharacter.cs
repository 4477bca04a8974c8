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
    /// <summary>Highest leverage that a trader uses; the market admits up to 40.</summary>
    public const int MaximumLeverage = 20;

    internal const long QuantaPerUnit = 1_000_000;

    /// <summary>Draws a character.</summary>
    /// <param name="random">The account's stream.</param>
    /// <param name="length">Length of the replay: short replays get short holding times.</param>
    public static TraderCharacter Draw(SeededRandom random, TimeSpan length)
    {
        TimeSpan shortest = Min(TimeSpan.FromHours(1), length / 48);
        TimeSpan longest = Min(TimeSpan.FromDays(3), length / 4);
        return new TraderCharacter(
            DrawDeposit(random) * QuantaPerUnit,
            (int)random.NextInclusive(2, MaximumLeverage),
            (int)random.NextInclusive(200_000, 800_000),
            shortest,
            DrawTime(random, shortest, longest),
            DrawTime(random, TimeSpan.Zero, length * 3 / 4));
    }

    /// <summary>Draws a time between two others, both included, in whole ticks.</summary>
    public static TimeSpan DrawTime(SeededRandom random, TimeSpan shortest, TimeSpan longest) =>
        TimeSpan.FromTicks(random.NextInclusive(shortest.Ticks, Math.Max(shortest.Ticks, longest.Ticks)));

    // Many small accounts, some in the middle, one in a hundred larger than the book is deep: in units of the settlement asset.
    private static long DrawDeposit(SeededRandom random) => random.NextInclusive(1, 100) switch
    {
        1 => random.NextInclusive(400_000, 1_500_000),
        <= 20 => random.NextInclusive(20_000, 100_000),
        _ => random.NextInclusive(1_000, 20_000),
    };

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
