using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Simulation;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Contracts.Oracles;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Grains.OrderBooks;
using OrleansMarkets.Grains.Tests.Spine;
using OrleansMarkets.Journal;
using OrleansMarkets.Journal.Memory;

namespace OrleansMarkets.Grains.Tests.Protocol.Simulated;

/// <summary>A small venue whose calls between grains and whose appends can be seen, held, lost and doubted one by one.</summary>
internal sealed class ProtocolVenueA : IIncomingGrainCallFilter, IDisposable
{
    public const long Mark = 5_000_000;
    public const long Second = 1_000_000_000;
    public static readonly string Stream = MarketLog.StreamOf(TestVenue.Symbol);

    private readonly VenueClock _clock = new();
    private long _published;

    private ProtocolVenueA()
    {
        Store = new MemoryJournalStore(_clock);
        Journal = new HeldJournal(Store);
        Cluster = new DeterministicCluster(new DeterministicClusterOptions
        {
            SiloCount = 2,
            ConfigureSilo = (_, silo) =>
            {
                silo.AddMemoryGrainStorage("state");
                silo.UseInMemoryReminderService();
                silo.AddOrleansMarkets(Journal, TestVenue.Assets);
                silo.AddIncomingGrainCallFilter(this);
            },
        });
        _clock.Target = Cluster.Clock;
    }

    public DeterministicCluster Cluster { get; }

    public MemoryJournalStore Store { get; }

    public HeldJournal Journal { get; }

    /// <summary>Every call into a grain, in the order of arrival.</summary>
    public List<Seen> Calls { get; } = [];

    /// <summary>What becomes of a call into a grain.</summary>
    public Func<IIncomingGrainCallContext, Task> Handle { get; set; } = static call => call.Invoke();

    public IOrderBookGrain Book => BookOf(TestVenue.Symbol);

    public long NowNs => Cluster.Clock.NowNs();

    /// <summary>Opens a venue with one market at 50,000 and runs a scenario in it.</summary>
    public static void Run(Func<ProtocolVenueA, Task> scenario)
    {
        using var venue = new ProtocolVenueA();
        venue.Cluster.Run(async () =>
        {
            await venue.List(TestVenue.Market);
            await venue.Publish(50_000);
            await scenario(venue);
        });
    }

    public static TaskCompletionSource NewGate() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        object? argument = context.Request.GetArgumentCount() > 0 ? context.Request.GetArgument(0) : null;
        Calls.Add(new Seen(context.TargetId, context.MethodName, argument));
        await Handle(context);
    }

    public IOrderBookGrain BookOf(string symbol) => Cluster.Client.GetGrain<IOrderBookGrain>(symbol);

    public ICrossMarginGrain Account(long number) => Cluster.Client.GetGrain<ICrossMarginGrain>(number);

    public async Task List(MarketDefinition definition) =>
        Assert.Equal(ResultCode.Ok, await Cluster.Client.GetGrain<IMarketRegistryGrain>(0).AddMarket(definition));

    public async Task Publish(long price)
    {
        IOracleGrain oracle = Cluster.Client.GetGrain<IOracleGrain>(TestVenue.Feed);
        _published++;
        for (int publisher = 1; publisher <= 3; publisher++)
        {
            await oracle.Publish(new PublisherPrice(publisher, _published, price * 100_000_000, price * 10_000, NowNs));
        }

        await Pass(300);
    }

    /// <summary>Lets virtual time pass.</summary>
    public Task Pass(int milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), Cluster.Clock);

    public async Task Deposit(long account, long usdt) => Assert.Equal(
        ResultCode.Ok,
        (await Account(account).Deposit(new LedgerCommand(TestVenue.Id(1_000_000), "USDT", usdt * TestVenue.Usdt, 0))).Code);

    /// <summary>An owner's limit order.</summary>
    public Task<PlaceResult> Place(long account, ulong id, Side side, long lots, long price = Mark, long deadlineNs = 0) =>
        Account(account).PlaceOrder(NewOrder(id, side, lots, price, deadlineNs));

    public static PlaceOrder NewOrder(ulong id, Side side, long lots, long price = Mark, long deadlineNs = 0) => new(
        TestVenue.Id(id),
        TestVenue.Symbol,
        side,
        OrderType.Limit,
        TimeInForce.GoodTillCancelled,
        OrderFlags.None,
        price,
        lots,
        deadlineNs);

    /// <summary>A call to the book as a cross-margin grain makes it: an order that rests unless something is there to match.</summary>
    public SubmitOrder Submit(
        long account, long epoch, long number, ulong id, Side side = Side.Buy, long lots = 10, long price = Mark) => new(
        account,
        new CallNumber(epoch, number),
        TestVenue.Id(id),
        NowNs + (5 * Second),
        ParametersVersion: 1,
        side,
        OrderType.Limit,
        TimeInForce.GoodTillCancelled,
        OrderFlags.None,
        price,
        0,
        lots,
        ResultCode.Ok,
        lots * TestVenue.Usdt);

    public CancelOrder Cancel(long account, long epoch, long number, ulong id, ulong target) => new(
        account, new CallNumber(epoch, number), TestVenue.Id(id), NowNs + (5 * Second), 0, TestVenue.Id(target));

    public static TouchAccount Touch(long account, long epoch, long number, TouchCancel cancel = TouchCancel.None) =>
        new(account, new CallNumber(epoch, number), cancel);

    /// <summary>The pairs of an account's calls to a book in the order of their arrival.</summary>
    public List<CallNumber> Stamps(long account, string symbol = TestVenue.Symbol) =>
        [.. Calls.Where(call => call.Target == BookOf(symbol).GetGrainId())
            .Select(call => call.Argument switch
            {
                SubmitOrder order when order.Account == account => order.Call,
                CancelOrder cancel when cancel.Account == account => cancel.Call,
                TouchAccount touch when touch.Account == account => touch.Call,
                _ => default,
            })
            .Where(stamp => stamp != default)];

    /// <summary>The messages of one kind that reached a grain.</summary>
    public List<T> Messages<T>() => [.. Calls.Select(call => call.Argument).OfType<T>()];

    /// <summary>Requirement in quanta as the account's risk grain computes it now.</summary>
    public async Task<long> Requirement(long account) => (await Account(account).GetRisk()).InitialQuanta;

    /// <summary>Lots resting on the bid side of the book.</summary>
    public async Task<long> BidLots() => (await Book.GetDepth(50)).Bids.Sum(level => level.QuantityLots);

    /// <summary>What a second activation does first: takes the next epoch of the market's stream.</summary>
    public async Task<IJournalStream> Fence(string? stream = null) => await Store.OpenAsync(stream ?? Stream, CancellationToken.None);

    /// <summary>The headers of the market's records above a sequence.</summary>
    public async Task<List<RecordHeader>> Records(long afterSequence = 1)
    {
        IJournalReader reader = await Store.OpenReadOnlyAsync(Stream, CancellationToken.None);
        List<RecordHeader> headers = [];
        foreach (JournalStoredBatch batch in await reader.ReadAsync(afterSequence, CancellationToken.None))
        {
            foreach (JournalRecord record in batch.Records)
            {
                if (record.Sequence > afterSequence)
                {
                    headers.Add(new MarketRecord(record.Payload).Header);
                }
            }
        }

        return headers;
    }

    public void Dispose() => Cluster.Dispose();

    internal sealed record Seen(GrainId Target, string Method, object? Argument);

    internal sealed record Append(string Stream, long Epoch, int Records);

    /// <summary>The store, with appends that wait until they are let go.</summary>
    internal sealed class HeldJournal(MemoryJournalStore inner) : IJournalStore
    {
        private readonly HashSet<string> _held = new(StringComparer.Ordinal);
        private readonly Queue<TaskCompletionSource> _waiting = [];

        public JournalLimits Limits => inner.Limits;

        /// <summary>Every append that was begun.</summary>
        public List<Append> Appends { get; } = [];

        /// <summary>Faults of the next append of a stream that carries records, put into the store when it begins.</summary>
        public MemoryFaultOptions? NextAppend { get; set; }

        /// <summary>Whether the store refuses to say where a stream's head is.</summary>
        public bool HidesHead { get; set; }

        /// <summary>Questions for the head.</summary>
        public int HeadQueries { get; private set; }

        /// <summary>Largest record of the market's stream, bytes: a step with a larger one throws after it has changed the state.</summary>
        public int MaximumRecordBytes { get; set; } = inner.Limits.MaxRecordBytes;

        public int Waiting => _waiting.Count;

        public void Hold(string stream) => _held.Add(stream);

        /// <summary>Lets the oldest held append go.</summary>
        public void ReleaseOne() => _waiting.Dequeue().SetResult();

        /// <summary>Holds no more and lets all held appends go.</summary>
        public void Release()
        {
            _held.Clear();
            while (_waiting.Count > 0)
            {
                ReleaseOne();
            }
        }

        public ValueTask<IReadOnlyList<JournalStreamInfo>> ListAsync(
            string prefix, string? afterStreamId, int limit, CancellationToken cancellationToken) =>
            inner.ListAsync(prefix, afterStreamId, limit, cancellationToken);

        public ValueTask<IJournalReader> OpenReadOnlyAsync(string streamId, CancellationToken cancellationToken) =>
            inner.OpenReadOnlyAsync(streamId, cancellationToken);

        public ValueTask<DateTimeOffset> ReadClockAsync(CancellationToken cancellationToken) => inner.ReadClockAsync(cancellationToken);

        public async ValueTask<IJournalStream> OpenAsync(string streamId, CancellationToken cancellationToken) =>
            new HeldStream(this, await inner.OpenAsync(streamId, cancellationToken));

        public async Task Begin(string stream, long epoch, int records)
        {
            Appends.Add(new Append(stream, epoch, records));
            if (_held.Contains(stream))
            {
                TaskCompletionSource gate = NewGate();
                _waiting.Enqueue(gate);
                await gate.Task;
            }

            if (records > 0 && stream == Stream && NextAppend is { } faults)
            {
                NextAppend = null;
                inner.Faults = faults;
            }
        }

        public void NoteHeadQuery(string stream)
        {
            HeadQueries++;
            if (HidesHead)
            {
                throw new JournalUnavailableException($"Stream '{stream}': the head is hidden.");
            }
        }
    }

    /// <summary>One owner's stream of a <see cref="HeldJournal"/>.</summary>
    private sealed class HeldStream(HeldJournal journal, IJournalStream inner) : IJournalStream
    {
        public JournalLimits Limits =>
            StreamId == Stream ? inner.Limits with { MaxRecordBytes = journal.MaximumRecordBytes } : inner.Limits;

        public long Epoch => inner.Epoch;

        public JournalHead Head => inner.Head;

        public string StreamId => inner.StreamId;

        public async ValueTask<JournalWriteStatus> AppendAsync(JournalBatch batch, CancellationToken cancellationToken)
        {
            await journal.Begin(StreamId, Epoch, batch.Count);
            return await inner.AppendAsync(batch, cancellationToken);
        }

        public ValueTask<JournalHead> QueryHeadAsync(CancellationToken cancellationToken)
        {
            journal.NoteHeadQuery(StreamId);
            return inner.QueryHeadAsync(cancellationToken);
        }

        public ValueTask<JournalWriteStatus> SaveSnapshotAsync(
            long sequence, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
            inner.SaveSnapshotAsync(sequence, bytes, cancellationToken);

        public ValueTask<IReadOnlyList<JournalStoredBatch>> ReadAsync(long afterSequence, CancellationToken cancellationToken) =>
            inner.ReadAsync(afterSequence, cancellationToken);

        public ValueTask<JournalSnapshotLoad> LoadSnapshotAsync(CancellationToken cancellationToken) =>
            inner.LoadSnapshotAsync(cancellationToken);
    }
}
