namespace Orleans.Simulation;

/// <summary>Which faults a run injects and how hard. Rates are probabilities for each opportunity; intervals are means.</summary>
public sealed record FaultPlan
{
    /// <summary>No faults and no delays.</summary>
    public static FaultPlan None { get; } = new();

    /// <summary>Probability that a request between two hosts is lost.</summary>
    public double RequestDropRate { get; init; }

    /// <summary>Probability that a response between two hosts is lost.</summary>
    public double ResponseDropRate { get; init; }

    /// <summary>Shortest time of a message between two hosts.</summary>
    public TimeSpan MinDelay { get; init; }

    /// <summary>Longest time of an ordinary message between two hosts.</summary>
    public TimeSpan MaxDelay { get; init; }

    /// <summary>Probability that a message is slow.</summary>
    public double SlowRate { get; init; }

    /// <summary>Longest time of a slow message.</summary>
    public TimeSpan SlowDelay { get; init; }

    /// <summary>Probability that a request that must wait overtakes the first one waiting.</summary>
    public double ReorderRate { get; init; }

    /// <summary>Mean time between crashes of silos; zero for none.</summary>
    public TimeSpan CrashInterval { get; init; }

    /// <summary>Mean time between pauses of silos; zero for none.</summary>
    public TimeSpan PauseInterval { get; init; }

    /// <summary>Mean time between graceful restarts of silos; zero for none.</summary>
    public TimeSpan RollInterval { get; init; }

    /// <summary>Mean time between cuts of the network between two hosts, one way or both; zero for none.</summary>
    public TimeSpan PartitionInterval { get; init; }

    /// <summary>Shortest cut.</summary>
    public TimeSpan MinPartition { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest cut.</summary>
    public TimeSpan MaxPartition { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Shortest pause.</summary>
    public TimeSpan MinPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause.</summary>
    public TimeSpan MaxPause { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Shortest time from the end of a silo to the start of its successor.</summary>
    public TimeSpan MinRestart { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest time from the end of a silo to the start of its successor.</summary>
    public TimeSpan MaxRestart { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Shortest time until the others notice a crashed or hung silo.</summary>
    public TimeSpan MinDetection { get; init; } = TimeSpan.FromSeconds(0.7);

    /// <summary>Longest time until the others notice a crashed or hung silo.</summary>
    public TimeSpan MaxDetection { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest time that a silo runs on after it woke and before it learns that it was declared dead.</summary>
    public TimeSpan MaxZombie { get; init; } = TimeSpan.FromSeconds(35);

    /// <summary>Probability that a zombie still reaches the other hosts.</summary>
    public double ZombieReachRate { get; init; } = 0.5;

    /// <summary>Probability that an open call to a dead silo gets no notice and must time out.</summary>
    public double SilentLossRate { get; init; } = 0.25;

    /// <summary>Probability that an activation on a living silo is lost with the part of the directory that a dead silo held.</summary>
    public double DirectoryLossRate { get; init; }

    /// <summary>Mean time between deactivations of a random activation; zero for none.</summary>
    public TimeSpan DeactivationInterval { get; init; }

    /// <summary>Probability for each request between two hosts that a second activation of its grain appears.</summary>
    public double DuplicateActivationRate { get; init; }

    /// <summary>Longest life of two activations of one grain side by side.</summary>
    public TimeSpan MaxDuplicateLife { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Largest difference of a silo's wall clock from the true time, either way.</summary>
    public TimeSpan MaxClockSkew { get; init; }

    /// <summary>Mean time between jumps of a silo's wall clock to another skew; zero for none.</summary>
    public TimeSpan ClockJumpInterval { get; init; }

    /// <summary>Probability that a reminder tick is missed.</summary>
    public double ReminderMissRate { get; init; }

    /// <summary>Probability that a reminder tick comes twice.</summary>
    public double ReminderDuplicateRate { get; init; }

    /// <summary>Silos that faults leave alive.</summary>
    public int MinLiveSilos { get; init; } = 1;

    /// <summary>Draws a plan: each fault is on or off, and as hard as drawn, so that every seed explores another mixture.</summary>
    /// <param name="seed">Equal seeds give equal plans.</param>
    /// <param name="intensity">From 0 (none) over 1 (ordinary) upwards.</param>
    /// <returns>The plan.</returns>
    public static FaultPlan Draw(ulong seed, double intensity = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(intensity);
        if (intensity == 0)
        {
            return None;
        }

        var random = new SimulationRandom(seed).Fork("fault plan");
        double Rate(double most) => random.Chance(0.5) ? Math.Min(1, random.NextDouble() * most * intensity) : 0;
        TimeSpan Interval(double seconds, double chance) =>
            random.Chance(chance)
                ? random.NextTimeSpan(TimeSpan.FromSeconds(seconds / 4), TimeSpan.FromSeconds(seconds)) / intensity
                : TimeSpan.Zero;
        TimeSpan Span(double milliseconds) =>
            random.Chance(0.5) ? random.NextTimeSpan(TimeSpan.Zero, TimeSpan.FromMilliseconds(milliseconds)) : TimeSpan.Zero;
        return new FaultPlan
        {
            RequestDropRate = Rate(0.02),
            ResponseDropRate = Rate(0.02),
            MinDelay = TimeSpan.FromMicroseconds(50),
            MaxDelay = TimeSpan.FromMicroseconds(50) + Span(20),
            SlowRate = Rate(0.01),
            SlowDelay = random.NextTimeSpan(TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(20)),
            ReorderRate = Rate(0.2),
            CrashInterval = Interval(300, 0.5),
            PauseInterval = Interval(300, 0.5),
            RollInterval = Interval(600, 0.3),
            PartitionInterval = Interval(300, 0.4),
            MaxPause = random.NextTimeSpan(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(120)),
            MaxDetection = random.NextTimeSpan(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60)),
            MaxZombie = random.NextTimeSpan(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(35)),
            ZombieReachRate = random.NextDouble(),
            DirectoryLossRate = Rate(0.5),
            DeactivationInterval = Interval(120, 0.5),
            DuplicateActivationRate = Rate(0.0005),
            MaxClockSkew = Span(2000),
            ClockJumpInterval = Interval(300, 0.3),
            ReminderMissRate = Rate(0.3),
            ReminderDuplicateRate = Rate(0.3),
        };
    }
}
