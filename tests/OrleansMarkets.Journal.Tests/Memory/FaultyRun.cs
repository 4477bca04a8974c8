using System.Buffers.Binary;
using OrleansMarkets.Journal.Memory;
using OrleansMarkets.Journal.Tests.Kit;

namespace OrleansMarkets.Journal.Tests.Memory;

/// <summary>
/// One grain over a faulty store, in one thread and virtual time: it appends numbered commands, dies when its group commit stops (or a
/// second activation takes the stream from it) and comes back by replay. Every ticket's outcome is compared with the log at the end.
/// </summary>
internal sealed class FaultyRun
{
    private readonly ManualTimeProvider _clock = new();
    private readonly TurnScheduler _turns = new();
    private readonly Random _random;
    private readonly HashSet<long> _acknowledged = [];
    private readonly HashSet<long> _definitelyLost = [];
    private GroupCommit? _commit;
    private Task? _activation;
    private long _nextCommand = 1;

    public FaultyRun(int seed)
    {
        _random = new Random(seed);
        Store = new MemoryJournalStore(_clock);
    }

    public MemoryJournalStore Store { get; }

    public JournalHead Head { get; private set; }

    private IJournalReader Reader => Sync.Now(Store.OpenReadOnlyAsync("grain", default));

    public void Go(int turns)
    {
        Store.Faults = new MemoryFaultOptions
        {
            NextRandom = _random.NextDouble,
            MaxLatency = TimeSpan.FromMilliseconds(4),
            MaxLateCommitDelay = TimeSpan.FromMilliseconds(30),
            Unavailable = 0.05,
            FailBeforeCommit = 0.05,
            UnknownBeforeCommit = 0.05,
            UnknownAfterCommit = 0.05,
            UnknownThenLateCommit = 0.10,
        };
        for (int turn = 0; turn < turns; turn++)
        {
            _turns.Run(Turn);
            _clock.Advance(TimeSpan.FromMilliseconds(_random.Next(1, 6)));
            _turns.Drain();
        }

        Store.Faults = MemoryFaultOptions.None;
        for (int settle = 0; settle < 10_000; settle++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            _turns.Drain();
        }

        Head = Sync.Now(Reader.QueryHeadAsync(default));
    }

    public void AssertTruth()
    {
        IJournalReader reader = Reader;
        var logged = new HashSet<long>();
        long sequence = 0;
        while (Sync.Now(reader.ReadAsync(sequence, default)) is { Count: > 0 } page)
        {
            foreach (JournalStoredBatch batch in page)
            {
                foreach (JournalRecord record in batch.Records)
                {
                    Assert.Equal(++sequence, record.Sequence);
                    Assert.True(logged.Add(BinaryPrimitives.ReadInt64LittleEndian(record.Payload)), "a command was logged twice");
                }
            }
        }

        Assert.NotEmpty(_acknowledged);
        Assert.Empty(_acknowledged.Except(logged));
        Assert.Empty(_definitelyLost.Intersect(logged));
    }

    private void Turn()
    {
        if (_commit is null or { Failure: not null } || _random.Next(40) == 0)
        {
            if (_activation is null or { IsCompleted: true })
            {
                _activation = ActivateAsync(); // beside the old activation, if that still lives
            }
        }

        int commands = _random.Next(0, 4);
        for (int i = 0; i < commands && _commit is { } commit && commit.CanAccept(1, sizeof(long)); i++)
        {
            _ = SubmitAsync(commit);
        }
    }

    private async Task ActivateAsync()
    {
        while (true)
        {
            try
            {
                IJournalStream stream = await Store.OpenAsync("grain", default);
                _commit = new GroupCommit(stream, _clock);
                return;
            }
            catch (JournalException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5), _clock, default);
            }
        }
    }

    private async Task SubmitAsync(GroupCommit commit)
    {
        long command = _nextCommand++;
        var payload = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(payload, command);
        commit.Append(commit.NextTimeNs(0), payload);
        try
        {
            await commit.Barrier();
            _acknowledged.Add(command);
        }
        catch (JournalOutcomeUnknownException)
        {
            // Either may be true; only the log knows.
        }
        catch (JournalException)
        {
            _definitelyLost.Add(command);
        }
    }
}
