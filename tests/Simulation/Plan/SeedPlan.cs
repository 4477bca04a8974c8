using Orleans.Simulation;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Journal.Memory;
using OrleansMarkets.Simulation.Clients;

namespace OrleansMarkets.Simulation.Plan;

/// <summary>Everything that a seed decides before its run: the venue, its traders, its faults. Equal seeds give equal plans.</summary>
internal sealed record SeedPlan
{
    private const double Intensity = 4;

    // Twice the largest skew that is drawn for a silo, and time to spare.
    private static readonly TimeSpan RightClocks = TimeSpan.FromMilliseconds(500);

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Faults of silos, messages and clocks.</summary>
    public required FaultPlan Faults { get; init; }

    /// <summary>Faults of the journal's storage.</summary>
    public required MemoryFaultOptions Storage { get; init; }

    /// <summary>How long faults are injected.</summary>
    public required TimeSpan FaultPhase { get; init; }

    /// <summary>How long a call is waited for.</summary>
    public required TimeSpan ResponseTimeout { get; init; }

    /// <summary>Records after which a grain saves a snapshot; zero for never.</summary>
    public required int SnapshotEvery { get; init; }

    /// <summary>Funding interval of the perpetual markets.</summary>
    public required TimeSpan FundingInterval { get; init; }

    /// <summary>Money of the insurance account, USDT.</summary>
    public required long InsuranceUsdt { get; init; }

    /// <summary>Trading accounts that take risk.</summary>
    public required int Traders { get; init; }

    /// <summary>Trading accounts that use every kind of order.</summary>
    public required int Specialists { get; init; }

    /// <summary>Lots of a maker's quote in BTC: a thin book makes liquidations hard.</summary>
    public required long QuoteLots { get; init; }

    /// <summary>Whether makers withdraw their quotes while prices jump.</summary>
    public required bool MakersFlee { get; init; }

    /// <summary>Mean time between jumps of the index; zero for none.</summary>
    public required TimeSpan JumpInterval { get; init; }

    /// <summary>Largest jump of the index, ppm.</summary>
    public required long JumpPpm { get; init; }

    /// <summary>Mean time between times without publishers; zero for none.</summary>
    public required TimeSpan SilenceInterval { get; init; }

    /// <summary>Mean time between deliberate damages of a snapshot; zero for none.</summary>
    public required TimeSpan DamageInterval { get; init; }

    /// <summary>Mean time between acts of an operator who halts markets and opens them again; zero for none.</summary>
    public required TimeSpan OperatorInterval { get; init; }

    /// <summary>Of so many commands of a book one is poison: its step throws after it has changed the state; zero for none.</summary>
    public required int PoisonOneIn { get; init; }

    /// <summary>Mean time between clocks of silos that go wrong by more than a silo may differ; zero for none.</summary>
    public required TimeSpan WrongClockInterval { get; init; }

    /// <summary>Auctions and batches of the second perpetual; null for plain continuous trading.</summary>
    public required AuctionDefinition? Auction { get; init; }

    /// <summary>How far the clocks of two silos may be from each other.</summary>
    public TimeSpan ClockTolerance => RightClocks + (WrongClockInterval == TimeSpan.Zero ? TimeSpan.Zero : WrongClocks.Most);

    /// <summary>Whether operators must open markets after the faults: somebody closed them, or a poison did.</summary>
    public bool NeedsOperator => OperatorInterval > TimeSpan.Zero || PoisonOneIn > 0;

    /// <summary>Draws a plan.</summary>
    public static SeedPlan Draw(ulong seed)
    {
        SimulationRandom random = new SimulationRandom(seed).Fork("plan");
        return new SeedPlan
        {
            Seed = seed,
            Faults = DrawFaults(seed, random.Fork("faults")),
            Storage = DrawStorage(random.Fork("storage")),
            FaultPhase = random.NextTimeSpan(TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(80)),
            ResponseTimeout = random.NextTimeSpan(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)),
            SnapshotEvery = random.Chance(0.7) ? (int)random.NextInt64(20, 400) : 0,
            FundingInterval = TimeSpan.FromSeconds(random.NextInt64(2, 10)),
            InsuranceUsdt = random.Next(3) switch { 0 => 1, 1 => random.NextInt64(100, 5_000), _ => 1_000_000 },
            Traders = (int)random.NextInt64(6, 10),
            Specialists = (int)random.NextInt64(2, 5),
            QuoteLots = random.Chance(0.4) ? random.NextInt64(5, 60) : random.NextInt64(200, 2_000),
            MakersFlee = random.Chance(0.4),
            JumpInterval = random.Chance(0.8) ? TimeSpan.FromSeconds(random.NextInt64(8, 40)) : TimeSpan.Zero,
            JumpPpm = random.NextInt64(10_000, 120_000),
            SilenceInterval = random.Chance(0.4) ? TimeSpan.FromSeconds(random.NextInt64(15, 60)) : TimeSpan.Zero,
            DamageInterval = random.Chance(0.3) ? TimeSpan.FromSeconds(random.NextInt64(5, 20)) : TimeSpan.Zero,
            OperatorInterval = random.Chance(0.25) ? TimeSpan.FromSeconds(random.NextInt64(8, 30)) : TimeSpan.Zero,
            PoisonOneIn = random.Chance(0.2) ? (int)random.NextInt64(150, 800) : 0,
            WrongClockInterval = random.Chance(0.2) ? TimeSpan.FromSeconds(random.NextInt64(8, 20)) : TimeSpan.Zero,
            Auction = DrawAuction(random.Fork("auction")),
        };
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{nameof(Seed)}={Seed} insurance={InsuranceUsdt} traders={Traders} specialists={Specialists} "
        + $"quoteLots={QuoteLots} flee={MakersFlee} jump={JumpPpm}ppm/{JumpInterval.TotalSeconds}s"
        + $" silence={SilenceInterval.TotalSeconds}s snapshots={SnapshotEvery} funding={FundingInterval.TotalSeconds}s"
        + $" operator={OperatorInterval.TotalSeconds}s poison=1/{PoisonOneIn} wrongClock={WrongClockInterval.TotalSeconds}s"
        + $" auction={Auction}"
        + $" timeout={ResponseTimeout.TotalSeconds:0.0}s\n  {Faults}\n  {Storage}";

    // The plan of the runtime is drawn for hours; a run of a minute needs faults that happen and pass in seconds.
    private static FaultPlan DrawFaults(ulong seed, SimulationRandom random)
    {
        FaultPlan drawn = FaultPlan.Draw(seed, Intensity);
        TimeSpan Span(double least, double most) => random.NextTimeSpan(TimeSpan.FromSeconds(least), TimeSpan.FromSeconds(most));
        return drawn with
        {
            RequestDropRate = drawn.RequestDropRate / 2,
            ResponseDropRate = drawn.ResponseDropRate / 2,
            CrashInterval = drawn.CrashInterval / 2,
            PauseInterval = drawn.PauseInterval / 2,
            DeactivationInterval = drawn.DeactivationInterval / 4,
            SlowDelay = Span(0.1, 8),
            MinRestart = TimeSpan.FromSeconds(0.5),
            MaxRestart = Span(1, 15),
            MinDetection = TimeSpan.FromSeconds(0.5),
            MaxDetection = Span(1, 10),
            MinPause = TimeSpan.FromSeconds(0.5),
            MaxPause = Span(2, 20),
            MaxZombie = Span(1, 10),
            MaxDuplicateLife = Span(2, 15),

            // Clocks that silos may have and own books; worse ones are set one at a time.
            MaxClockSkew = drawn.MaxClockSkew == TimeSpan.Zero
                ? TimeSpan.Zero
                : random.NextTimeSpan(TimeSpan.Zero, TimeSpan.FromMilliseconds(200)),
        };
    }

    private static AuctionDefinition? DrawAuction(SimulationRandom random)
    {
        bool isBatched = random.Chance(0.3);
        bool isInterrupted = random.Chance(0.35);
        bool isDelayed = !isBatched && random.Chance(0.4);
        bool isTimed = random.Chance(0.5);
        return isBatched || isInterrupted || isDelayed || isTimed
            ? new AuctionDefinition(
                PreOpenNs: isTimed ? random.NextInt64(500_000_000, 2_000_000_000) : 0,
                InterruptionNs: random.NextInt64(1_000_000_000, 3_000_000_000),
                ClosingNs: isTimed ? random.NextInt64(500_000_000, 2_000_000_000) : 0,
                InterruptionBandPpm: isInterrupted ? random.NextInt64(2_000, 15_000) : 0,
                BatchWindowNs: isBatched ? random.NextInt64(50_000_000, 250_000_000) : 0,
                TakerDelayNs: isDelayed ? random.NextInt64(10_000_000, 1_000_000_000) : 0)
            : null;
    }

    private static MemoryFaultOptions DrawStorage(SimulationRandom random)
    {
        double Rate(double most) => random.Chance(0.5) ? random.NextDouble() * most : 0;
        TimeSpan latency = random.Chance(0.7) ? TimeSpan.FromMilliseconds(random.NextDouble() * 20) : TimeSpan.Zero;
        SimulationRandom chance = random.Fork("chance");
        return new MemoryFaultOptions
        {
            NextRandom = chance.NextDouble,
            MinLatency = latency / 10,
            MaxLatency = latency,
            Unavailable = Rate(0.02),
            FailBeforeCommit = Rate(0.02),
            UnknownBeforeCommit = Rate(0.02),
            UnknownAfterCommit = Rate(0.02),
            UnknownThenLateCommit = Rate(0.01),
        };
    }
}
