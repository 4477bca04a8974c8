using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Core.Accounts;

/// <summary>
/// Everything that an account's log determines. Events are the only way in; the collections are ordered, so the bytes are canonical.
/// </summary>
internal sealed class AccountBooks
{
    /// <summary>Version of the snapshot layout.</summary>
    public const byte SnapshotVersion = 1;

    /// <summary>Balances.</summary>
    public AccountLedger Ledger { get; } = new();

    /// <summary>Stored results by command id.</summary>
    public Dictionary<CommandId, StoredResult> Results { get; } = [];

    /// <summary>Stored results, oldest first.</summary>
    public Queue<StoredResult> ResultOrder { get; } = new();

    /// <summary>Unacknowledged transfers.</summary>
    public SortedDictionary<(long To, long Number), OpenTransfer> Outbox { get; } = [];

    /// <summary>Number of the last transfer to each account.</summary>
    public SortedDictionary<long, long> LastSent { get; } = [];

    /// <summary>Booked transfers by sender.</summary>
    public SortedDictionary<long, TransferInbox> Inbox { get; } = [];

    /// <summary>Joined markets.</summary>
    public SortedSet<string> Markets { get; } = new(StringComparer.Ordinal);

    /// <summary>Last booked step of the present episode by market.</summary>
    public SortedDictionary<string, int> LastSteps { get; } = new(StringComparer.Ordinal);

    /// <summary>Open insurance holds.</summary>
    public SortedDictionary<(long Account, long Episode), InsuranceHold> Holds { get; } = [];

    /// <summary>The last settled hold of each account.</summary>
    public SortedDictionary<long, SettledHold> SettledHolds { get; } = [];

    /// <summary>The episode under way.</summary>
    public LiquidationEpisode? Episode { get; private set; }

    /// <summary>Number of the last episode.</summary>
    public long LastEpisode { get; private set; }

    /// <summary>Sequence of the last record.</summary>
    public long Sequence { get; private set; }

    /// <summary>Time of the last record.</summary>
    public long TimeNs { get; private set; }

    /// <summary>Applies the events of the next record.</summary>
    /// <exception cref="InvariantViolationException">The log no longer balances.</exception>
    public void Apply(long timeNs, IReadOnlyList<AccountEvent> events)
    {
        Sequence++;
        TimeNs = timeNs;
        while (ResultOrder.TryPeek(out StoredResult oldest) && oldest.KeepUntilNs <= timeNs)
        {
            ResultOrder.Dequeue();
            Results.Remove(oldest.Id);
        }

        foreach (AccountEvent happened in events)
        {
            Apply(happened);
        }

        Ledger.AssertBalanced();
        AssertHolds();
    }

    /// <summary>Appends the canonical snapshot.</summary>
    public void Write(RecordWriter writer, long account)
    {
        writer.WriteByte(SnapshotVersion);
        writer.WriteVarInt(account);
        writer.WriteVarInt(Sequence);
        writer.WriteVarInt(TimeNs);
        WriteLedger(writer);
        writer.WriteVarUInt((ulong)ResultOrder.Count);
        foreach (StoredResult result in ResultOrder)
        {
            writer.WriteUInt64(result.Id.High);
            writer.WriteUInt64(result.Id.Low);
            writer.WriteUInt64(result.BodyHash);
            writer.WriteVarInt((int)result.Code);
            writer.WriteVarInt(result.Number);
            writer.WriteVarInt(result.KeepUntilNs);
        }

        WriteTransfers(writer);
        writer.WriteVarUInt((ulong)Markets.Count);
        foreach (string market in Markets)
        {
            writer.WriteString(market);
        }

        WriteEpisode(writer);
        WriteHolds(writer);
    }

    /// <summary>Reads a snapshot.</summary>
    /// <exception cref="CorruptRecordException">The bytes are no snapshot of this version.</exception>
    public static (long Account, AccountBooks Books) Read(ReadOnlySpan<byte> snapshot)
    {
        var reader = new RecordReader(snapshot);
        byte version = reader.ReadByte();
        if (version != SnapshotVersion)
        {
            throw new CorruptRecordException($"Account snapshot version {version} is not {SnapshotVersion}.");
        }

        long account = reader.ReadVarInt();
        var books = new AccountBooks { Sequence = reader.ReadVarInt(), TimeNs = reader.ReadVarInt() };
        books.ReadLedger(ref reader);
        int results = reader.ReadCount(AccountLimits.MaximumStoredResults);
        for (int i = 0; i < results; i++)
        {
            var result = new StoredResult(
                new CommandId(reader.ReadUInt64(), reader.ReadUInt64()),
                reader.ReadUInt64(),
                (ResultCode)reader.ReadVarInt32(),
                reader.ReadVarInt(),
                reader.ReadVarInt());
            books.Store(result);
        }

        books.ReadTransfers(ref reader);
        int markets = reader.ReadCount(AccountLimits.MaximumMarkets);
        for (int i = 0; i < markets; i++)
        {
            books.Markets.Add(reader.ReadString());
        }

        books.ReadEpisode(ref reader);
        books.ReadHolds(ref reader);
        reader.ExpectEnd();
        books.Ledger.AssertBalanced();
        books.AssertHolds();
        return (account, books);
    }

    private void Apply(in AccountEvent happened)
    {
        switch (happened.Kind)
        {
            case AccountEventKind.Posted:
                Ledger.Post(happened.Name, (LedgerBucket)happened.Detail, happened.AmountQuanta);
                break;
            case AccountEventKind.ResultStored:
                long keepUntilNs = checked(TimeNs + AccountLimits.ResultRetentionNs);
                Store(new StoredResult(happened.Id, happened.BodyHash, (ResultCode)happened.Detail, happened.Number, keepUntilNs));
                break;
            case AccountEventKind.TransferOpened:
                LastSent[happened.Peer] = happened.Number;
                Outbox.Add(
                    (happened.Peer, happened.Number),
                    new OpenTransfer(happened.Peer, happened.Number, happened.Name, happened.AmountQuanta));
                break;
            case AccountEventKind.TransferClosed:
                Outbox.Remove((happened.Peer, happened.Number));
                break;
            case AccountEventKind.TransferReceived:
                GetInbox(happened.Peer).Add(happened.Number);
                break;
            case AccountEventKind.MarketJoined:
                Markets.Add(happened.Name);
                break;
            case AccountEventKind.HoldPlaced:
                Holds[(happened.Peer, happened.Number)] =
                    new InsuranceHold(happened.Peer, happened.Number, happened.Name, happened.AmountQuanta);
                break;
            case AccountEventKind.HoldSettled:
                Holds.Remove((happened.Peer, happened.Number));
                SettledHolds[happened.Peer] = new SettledHold(happened.Number, happened.AmountQuanta);
                break;
            default:
                ApplyEpisode(happened);
                break;
        }
    }

    private void ApplyEpisode(in AccountEvent happened)
    {
        switch (happened.Kind)
        {
            case AccountEventKind.EpisodeStarted:
                LastEpisode = happened.Number;
                Episode = new LiquidationEpisode(happened.Number, TimeNs, happened.AmountQuanta, happened.OtherQuanta, 0, 0, 0);
                break;
            case AccountEventKind.EpisodeStepped when Episode is { } episode:
                LastSteps[happened.Name] = happened.Detail;
                Episode = episode with
                {
                    Steps = episode.Steps + 1,
                    ClosedQuanta = episode.ClosedQuanta + happened.AmountQuanta,
                    FeesQuanta = episode.FeesQuanta + happened.OtherQuanta,
                };
                break;
            case AccountEventKind.EpisodeEnded:
                Episode = null;
                LastSteps.Clear();
                break;
            default:
                throw new InvariantViolationException($"The event {happened.Kind} does not fit the account's state.");
        }
    }

    private void Store(in StoredResult result)
    {
        if (!Results.TryAdd(result.Id, result))
        {
            throw new InvariantViolationException($"A second result for the command {result.Id}.");
        }

        ResultOrder.Enqueue(result);
    }

    private TransferInbox GetInbox(long from)
    {
        if (!Inbox.TryGetValue(from, out TransferInbox? inbox))
        {
            inbox = new TransferInbox();
            Inbox.Add(from, inbox);
        }

        return inbox;
    }

    private void AssertHolds()
    {
        foreach ((string asset, long[] slots) in Ledger.Assets)
        {
            Int128 held = 0;
            foreach (InsuranceHold hold in Holds.Values)
            {
                held += hold.Asset == asset ? hold.AmountQuanta : 0;
            }

            if (held != slots[(int)LedgerBucket.Held])
            {
                throw new InvariantViolationException($"The holds of {asset} are {held}, the ledger has {slots[(int)LedgerBucket.Held]}.");
            }
        }
    }

    private void WriteLedger(RecordWriter writer)
    {
        writer.WriteVarUInt((ulong)Ledger.Assets.Count);
        foreach ((string asset, long[] slots) in Ledger.Assets)
        {
            writer.WriteString(asset);
            for (int slot = 1; slot < slots.Length; slot++)
            {
                writer.WriteVarInt(slots[slot]);
            }
        }
    }

    private void ReadLedger(ref RecordReader reader)
    {
        int assets = reader.ReadCount(AccountLimits.MaximumAssets);
        for (int i = 0; i < assets; i++)
        {
            string asset = reader.ReadString();
            for (int slot = 1; slot < AccountLedger.Slots; slot++)
            {
                Ledger.Post(asset, (LedgerBucket)slot, reader.ReadVarInt());
            }
        }
    }

    private void WriteTransfers(RecordWriter writer)
    {
        writer.WriteVarUInt((ulong)Outbox.Count);
        foreach (OpenTransfer transfer in Outbox.Values)
        {
            writer.WriteVarInt(transfer.To);
            writer.WriteVarInt(transfer.Number);
            writer.WriteString(transfer.Asset);
            writer.WriteVarInt(transfer.AmountQuanta);
        }

        writer.WriteVarUInt((ulong)LastSent.Count);
        foreach ((long to, long number) in LastSent)
        {
            writer.WriteVarInt(to);
            writer.WriteVarInt(number);
        }

        writer.WriteVarUInt((ulong)Inbox.Count);
        foreach ((long from, TransferInbox inbox) in Inbox)
        {
            writer.WriteVarInt(from);
            writer.WriteVarInt(inbox.Through);
            writer.WriteVarUInt((ulong)inbox.Above.Count);
            foreach (long number in inbox.Above)
            {
                writer.WriteVarInt(number);
            }
        }
    }

    private void ReadTransfers(ref RecordReader reader)
    {
        int open = reader.ReadCount(AccountLimits.MaximumOpenTransfers);
        for (int i = 0; i < open; i++)
        {
            var transfer = new OpenTransfer(reader.ReadVarInt(), reader.ReadVarInt(), reader.ReadString(), reader.ReadVarInt());
            Outbox.Add((transfer.To, transfer.Number), transfer);
        }

        int receivers = reader.ReadCount(reader.Remaining);
        for (int i = 0; i < receivers; i++)
        {
            LastSent.Add(reader.ReadVarInt(), reader.ReadVarInt());
        }

        int senders = reader.ReadCount(reader.Remaining);
        for (int i = 0; i < senders; i++)
        {
            TransferInbox inbox = GetInbox(reader.ReadVarInt());
            inbox.Restore(reader.ReadVarInt());
            int above = reader.ReadCount(AccountLimits.MaximumOpenTransfers);
            for (int k = 0; k < above; k++)
            {
                inbox.Add(reader.ReadVarInt());
            }
        }
    }

    private void WriteEpisode(RecordWriter writer)
    {
        writer.WriteVarInt(LastEpisode);
        writer.WriteBoolean(Episode is not null);
        if (Episode is { } episode)
        {
            writer.WriteVarInt(episode.StartedNs);
            writer.WriteVarInt(episode.EquityQuanta);
            writer.WriteVarInt(episode.MaintenanceQuanta);
            writer.WriteVarInt(episode.Steps);
            writer.WriteVarInt(episode.ClosedQuanta);
            writer.WriteVarInt(episode.FeesQuanta);
        }

        writer.WriteVarUInt((ulong)LastSteps.Count);
        foreach ((string market, int step) in LastSteps)
        {
            writer.WriteString(market);
            writer.WriteVarInt(step);
        }
    }

    private void ReadEpisode(ref RecordReader reader)
    {
        LastEpisode = reader.ReadVarInt();
        if (reader.ReadBoolean())
        {
            Episode = new LiquidationEpisode(
                LastEpisode,
                reader.ReadVarInt(),
                reader.ReadVarInt(),
                reader.ReadVarInt(),
                reader.ReadVarInt32(),
                reader.ReadVarInt(),
                reader.ReadVarInt());
        }

        int steps = reader.ReadCount(AccountLimits.MaximumMarkets);
        for (int i = 0; i < steps; i++)
        {
            LastSteps.Add(reader.ReadString(), reader.ReadVarInt32());
        }
    }

    private void WriteHolds(RecordWriter writer)
    {
        writer.WriteVarUInt((ulong)Holds.Count);
        foreach (InsuranceHold hold in Holds.Values)
        {
            writer.WriteVarInt(hold.Account);
            writer.WriteVarInt(hold.Episode);
            writer.WriteString(hold.Asset);
            writer.WriteVarInt(hold.AmountQuanta);
        }

        writer.WriteVarUInt((ulong)SettledHolds.Count);
        foreach ((long account, SettledHold settled) in SettledHolds)
        {
            writer.WriteVarInt(account);
            writer.WriteVarInt(settled.Episode);
            writer.WriteVarInt(settled.PaidQuanta);
        }
    }

    private void ReadHolds(ref RecordReader reader)
    {
        int holds = reader.ReadCount(AccountLimits.MaximumHolds);
        for (int i = 0; i < holds; i++)
        {
            var hold = new InsuranceHold(reader.ReadVarInt(), reader.ReadVarInt(), reader.ReadString(), reader.ReadVarInt());
            Holds.Add((hold.Account, hold.Episode), hold);
        }

        int settled = reader.ReadCount(reader.Remaining);
        for (int i = 0; i < settled; i++)
        {
            SettledHolds.Add(reader.ReadVarInt(), new SettledHold(reader.ReadVarInt(), reader.ReadVarInt()));
        }
    }
}
