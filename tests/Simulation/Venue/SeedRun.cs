using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Simulation;
using OrleansMarkets.Contracts.Keepers;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Journal;
using OrleansMarkets.Journal.Memory;
using OrleansMarkets.MarketData.Following;
using OrleansMarkets.Simulation.Checks;
using OrleansMarkets.Simulation.Clients;
using OrleansMarkets.Simulation.Evidence;
using OrleansMarkets.Simulation.Plan;
using OrleansMarkets.Simulation.Planted;
using OrleansMarkets.Simulation.Reach;

namespace OrleansMarkets.Simulation.Venue;

/// <summary>One seed: a venue opens, trades under faults, comes to rest, and is held against the invariants.</summary>
internal sealed class SeedRun : IDisposable
{
    private const int Makers = 2;
    private const long FirstSpecialist = 31;
    private const int Publishers = 3;
    private const int TraceLines = 12;
    private static readonly TimeSpan PollWait = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan CalmStep = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestCalm = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestCalm = TimeSpan.FromSeconds(150);

    private readonly SeedPlan _plan;
    private readonly SeedResult _result;
    private readonly SimulatedVenue _venue;
    private readonly IndexPath _path;
    private readonly Operator _operator;
    private readonly List<Operation> _history = [];
    private readonly List<VenueClient> _clients = [];
    private readonly List<Maker> _makers = [];
    private readonly List<MarketFollower> _followers = [];
    private readonly HashSet<long> _votes = [];
    private bool _isOver;

    private SeedRun(SeedPlan plan, SeedResult result, PlantedFault? planted)
    {
        _plan = plan;
        _result = result;
        _venue = new SimulatedVenue(plan, result, planted);
        _path = new IndexPath(plan, Cluster.CreateRandom("index"), Cluster.Clock);
        _operator = new Operator(Cluster.Client, Cluster.CreateRandom("operator"), Cluster.Clock);
    }

    private DeterministicCluster Cluster => _venue.Cluster;

    /// <summary>Runs a seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="planted">A bug to plant, or null.</param>
    public static SeedResult Run(ulong seed, PlantedFault? planted = null)
    {
        SeedPlan plan = SeedPlan.Draw(seed);
        var result = new SeedResult(seed);
        using var run = new SeedRun(plan, result, planted);
        try
        {
            run.Play();
        }
        catch (Exception fault)
        {
            result.Failure = fault;
        }

        result.Story = run.Describe();
        result.TraceHash = run.Cluster.TraceHash;
        result.Operations = run._history.Count;
        return result;
    }

    /// <inheritdoc/>
    public void Dispose() => _venue.Dispose();

    private void Play()
    {
        Cluster.Run(OpenAsync);
        _venue.Store.Faults = _plan.Storage;
        _venue.Poison.IsActive = true;
        Cluster.Faults.Start();
        Cluster.Run(TradeAsync);
        Cluster.Faults.Stop();
        _venue.Poison.IsActive = false;
        _venue.Store.Faults = MemoryFaultOptions.None;
        Cluster.Run(SettleAsync);
        LiveReports? reports = null;
        Cluster.Run(async () => reports = await new LiveReader(Cluster.Client, [.. _clients.Select(client => client.Account)]).ReadAsync());
        _isOver = true;
        JournalEvidence? evidence = null;
        Cluster.Run(async () =>
        {
            await CatchUpAsync();
            evidence = await JournalEvidence.ReadAsync(
                _venue.Store, _plan, [.. reports!.Markets.Select(market => (market.Key, market.Value.Sequence))], _result.Violations);
        });
        new ReplicaCheck(evidence!, _result.Violations).Run(_followers);
        new HistoryCheck(evidence!, _result.Violations, _result.Reach).Run(_history);
        new LedgerCheck(evidence!, _plan.ClockTolerance, _result.Violations).Run();
        new LiveCheck(evidence!, reports!, _result.Violations).Run();
        RequireRealPrices(evidence!);
        RequireCover(evidence!);
        Count(evidence!);
    }

    private async Task OpenAsync()
    {
        StartPublishers();
        IMarketRegistryGrain registry = Cluster.Client.GetGrain<IMarketRegistryGrain>(0);
        foreach (MarketDefinition definition in VenueMarkets.Define(_plan))
        {
            ResultCode code = await registry.AddMarket(definition);
            if (code != ResultCode.Ok)
            {
                throw new InvalidOperationException($"{definition.Symbol} was not listed: {code}.");
            }

            await Cluster.Client.GetGrain<IFundingKeeperGrain>(definition.Symbol).Start();
            Follow(definition.Symbol);
        }

        await DepositAsync(NewClient(WellKnownAccounts.Insurance), _plan.InsuranceUsdt, 0);
        for (long maker = 1; maker <= Makers; maker++)
        {
            VenueClient client = NewClient(maker);
            await DepositAsync(client, 3_000_000, 100);
            _makers.Add(new Maker(client, _plan, _path, Cluster.CreateRandom($"maker {maker}"), Cluster.Clock));
        }

        for (long trader = 11; trader < 11 + _plan.Traders; trader++)
        {
            await DepositAsync(NewClient(trader), 10_000, 1);
        }

        for (long specialist = FirstSpecialist; specialist < FirstSpecialist + _plan.Specialists; specialist++)
        {
            await DepositAsync(NewClient(specialist), 25_000, 1);
        }

        await Task.Delay(TimeSpan.FromSeconds(2), Cluster.Clock);
    }

    private void Follow(string symbol)
    {
        var options = new MarketFollowerOptions { PollWait = PollWait };
        var follower = new MarketFollower(
            symbol,
            Cluster.Client.GetGrain<IOrderBookGrain>(symbol),
            options,
            Cluster.Clock,
            new Random(unchecked((int)_plan.Seed)),
            NullLogger.Instance);
        _followers.Add(follower);
        follower.Start();
    }

    // Nobody trades any more, so every follower comes to the end of its log.
    private async Task CatchUpAsync()
    {
        for (TimeSpan waited = TimeSpan.Zero; waited < LongestCalm && !await AreCaughtUpAsync(); waited += PollWait)
        {
            await Task.Delay(PollWait, Cluster.Clock);
        }
    }

    private async Task<bool> AreCaughtUpAsync()
    {
        foreach (MarketFollower follower in _followers)
        {
            IJournalReader reader = await _venue.Store.OpenReadOnlyAsync("market/" + follower.Symbol, CancellationToken.None);
            if ((await reader.QueryHeadAsync(CancellationToken.None)).Sequence != follower.AppliedSequence)
            {
                return false;
            }
        }

        return true;
    }

    private void StartPublishers()
    {
        foreach (string feed in new[] { VenueMarkets.BtcFeed, VenueMarkets.EthFeed })
        {
            for (int number = 1; number <= Publishers; number++)
            {
                SimulationRandom random = Cluster.CreateRandom($"publisher {feed} {number}");
                _ = new Publisher(Cluster.Client, Cluster.Clock, feed, number, _path, random, _votes).RunAsync(() => _isOver);
            }
        }
    }

    private VenueClient NewClient(long account)
    {
        var client = new VenueClient(
            Cluster.Client, Cluster.Clock, account, Cluster.CreateRandom($"client {account}"), _history, _result.Reach);
        _clients.Add(client);
        return client;
    }

    private static async Task DepositAsync(VenueClient client, long usdt, long btc)
    {
        await client.MoveAsync(OperationKind.Deposit, VenueMarkets.Settlement, usdt * VenueMarkets.UsdtQuanta, 0);
        if (btc > 0)
        {
            await client.MoveAsync(OperationKind.Deposit, VenueMarkets.Base, btc * VenueMarkets.BtcQuanta, 0);
        }
    }

    private async Task TradeAsync()
    {
        DateTimeOffset until = Cluster.Clock.GetUtcNow() + _plan.FaultPhase;
        List<Task> personas = [_path.RunAsync(until), DamageAsync(until)];
        personas.Add(_operator.RunAsync(_plan.OperatorInterval, until));
        personas.Add(_venue.Clocks.RunAsync(Cluster, _plan.WrongClockInterval, until));
        personas.AddRange(_makers.Select(maker => maker.RunAsync(until)));
        VenueClient[] traders = [.. _clients.Where(client => client.Account is > Makers and < FirstSpecialist)];
        foreach (VenueClient trader in traders)
        {
            long[] others = [.. traders.Select(other => other.Account).Where(other => other != trader.Account)];
            SimulationRandom random = Cluster.CreateRandom($"trader {trader.Account}");
            personas.Add(new Trader(trader, others, _path, random, Cluster.Clock).RunAsync(until));
        }

        foreach (VenueClient specialist in _clients.Where(client => client.Account >= FirstSpecialist))
        {
            SimulationRandom random = Cluster.CreateRandom($"specialist {specialist.Account}");
            var draws = new OrderDraws(specialist, _path, random, Cluster.Clock);
            personas.Add(new Specialist(specialist, draws, random, Cluster.Clock).RunAsync(until));
        }

        await Task.WhenAll(personas);
    }

    // Storage that rots: a snapshot is damaged, and whoever loads it must notice and take the one before or the whole log.
    private async Task DamageAsync(DateTimeOffset until)
    {
        if (_plan.DamageInterval == TimeSpan.Zero || _plan.SnapshotEvery == 0)
        {
            return;
        }

        SimulationRandom random = Cluster.CreateRandom("damage");
        while (Cluster.Clock.GetUtcNow() < until)
        {
            await Task.Delay(random.NextAround(_plan.DamageInterval), Cluster.Clock);
            string symbol = VenueMarkets.Symbols[random.Next(VenueMarkets.Symbols.Count)];
            if (await HasSnapshotAsync("market/" + symbol))
            {
                _venue.Store.FlipSnapshotBit("market/" + symbol, random.Next(64));
            }
        }
    }

    private async Task SettleAsync()
    {
        DateTimeOffset start = Cluster.Clock.GetUtcNow();
        await Task.Delay(ShortestCalm, Cluster.Clock);
        var reader = new LiveReader(Cluster.Client, [.. _clients.Select(client => client.Account)]);
        string? unrest = "never asked";

        // Twice: asking wakes accounts, and what they then go on with takes a moment.
        for (int quiet = 0; quiet < 2 && Cluster.Clock.GetUtcNow() - start < LongestCalm; quiet = unrest is null ? quiet + 1 : 0)
        {
            await (_plan.NeedsOperator ? _operator.OpenAllAsync() : Task.CompletedTask);
            foreach (Maker maker in _makers)
            {
                foreach (string symbol in VenueMarkets.Symbols)
                {
                    await maker.QuoteAsync(symbol);
                }
            }

            await Task.Delay(CalmStep, Cluster.Clock);
            unrest = await reader.FindUnrestAsync();
        }

        foreach (Operation operation in _history.Where(operation => operation.Ledger is not null && !operation.IsDecided).ToArray())
        {
            await _clients.Find(client => client.Account == operation.Account)!.ResolveAsync(operation);
            _result.Violations.Require(operation.IsDecided, "I19", $"unknown although all is well: {operation}");
        }

        _result.Violations.Require(unrest is null, "liveness", $"after {Cluster.Clock.GetUtcNow() - start}: {unrest}");
    }

    private async Task<bool> HasSnapshotAsync(string stream)
    {
        try
        {
            IJournalReader reader = await _venue.Store.OpenReadOnlyAsync(stream, CancellationToken.None);
            return (await reader.LoadSnapshotAsync(CancellationToken.None)).Snapshot is not null;
        }
        catch (JournalException)
        {
            return false;
        }
    }

    // No index is dated otherwise than the votes behind it; a silo whose clock is behind dates votes from its future with its own time.
    private void RequireRealPrices(JournalEvidence evidence)
    {
        if (_plan.Faults.MaxClockSkew > TimeSpan.Zero || _plan.WrongClockInterval > TimeSpan.Zero)
        {
            return;
        }

        foreach (MarketReplay market in evidence.Markets.Values)
        {
            int forged = market.Trail.AcceptedIndices.Count(published => !_votes.Contains(published));
            _result.Violations.Require(forged == 0, "I30", $"{market.Trail.Symbol}: {forged} indices have the date of no vote");
        }
    }

    // Times of logs can be compared only where clocks are right.
    private void RequireCover(JournalEvidence evidence)
    {
        if (_plan.WrongClockInterval == TimeSpan.Zero)
        {
            var check = new AdmissionCheck(evidence, _result.Violations);
            check.Run();
            _result.Reach.Add(Branch.CoverChecked, check.Checked);
            _result.Reach.Add(Branch.AmendmentCoverChecked, check.AmendmentsChecked);
        }
    }

    private void Count(JournalEvidence evidence)
    {
        ReachCounters reach = _result.Reach;
        foreach (MarketReplay market in evidence.Markets.Values)
        {
            MarketReach.Add(market.Trail.Counts, reach);
            _result.Records += market.Trail.Counts.Records;
        }

        reach.Add(Branch.InsuranceDraw, evidence.Accounts.Values.Sum(account => account.Draws));
        MemoryFaultCounters storage = _venue.Store.Counters;
        reach.Add(Branch.FencedAppend, storage.Fenced);
        reach.Add(Branch.SnapshotFallback, storage.SnapshotFallback);
        reach.Add(Branch.UnknownAppendHadCommitted, storage.UnknownAfterCommit);
        reach.Add(Branch.UnknownAppendHadNotCommitted, storage.UnknownBeforeCommit);
        reach.Add(Branch.LateCommit, storage.LateCommits);
        reach.Add(Branch.ZombieWoke, Cluster.Statistics.Zombies);
        reach.Add(Branch.DuplicateActivation, Cluster.Statistics.DuplicateActivations);
        reach.Add(Branch.SiloCrash, Cluster.Statistics.Crashes);
    }

    private string Describe()
    {
        string decisions = string.Join("\n    ", Cluster.Trace.TakeLast(TraceLines));
        return $"{_plan}\n  {Cluster}\n  last decisions:\n    {decisions}\n{string.Join('\n', _venue.Trace.Lines)}";
    }
}
