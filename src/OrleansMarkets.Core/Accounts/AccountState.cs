using System.Security.Cryptography;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Core.Accounts;

/// <summary>
/// The durable part of one account: its own money, its transfers, the markets it has joined, its liquidation episode, and (for the
/// insurance account) its holds. A deterministic state machine: <see cref="Execute"/> decides a command and writes one record with the
/// command and its events; the events go through the same function that <see cref="Fold"/> uses. If a step throws, the state must be
/// rebuilt from the log.
/// </summary>
public sealed class AccountState
{
    /// <summary>Version of the rules that this state decides by; every record names its own.</summary>
    public const byte RulesVersion = 1;

    private readonly AccountBooks _books;
    private readonly Queue<(long Sequence, string Asset, long AmountQuanta)> _creditsUnderWay = new();
    private readonly RecordWriter _scratch = new(512);

    /// <summary>Makes the empty state of a new account.</summary>
    /// <param name="account">The account's number.</param>
    public AccountState(long account)
        : this(account, new AccountBooks())
    {
    }

    private AccountState(long account, AccountBooks books)
    {
        Account = account;
        _books = books;
    }

    /// <summary>The account's number.</summary>
    public long Account { get; }

    /// <summary>Sequence of the last record.</summary>
    public long Sequence => _books.Sequence;

    /// <summary>Time of the last record, nanoseconds since the Unix epoch; strictly rising.</summary>
    public long TimeNs => _books.TimeNs;

    /// <summary>Number of the last liquidation episode; 0 before the first.</summary>
    public long LastEpisode => _books.LastEpisode;

    /// <summary>The liquidation episode under way; null if there is none.</summary>
    public LiquidationEpisode? Episode => _books.Episode;

    /// <summary>The markets joined, in rising order.</summary>
    public IReadOnlyCollection<string> Markets => _books.Markets;

    /// <summary>Transfers to repeat until they are acknowledged, in the order of (receiver, number).</summary>
    public IReadOnlyCollection<OpenTransfer> OpenTransfers => _books.Outbox.Values;

    /// <summary>Insurance holds, in the order of (account, episode).</summary>
    public IReadOnlyCollection<InsuranceHold> Holds => _books.Holds.Values;

    /// <summary>Assets ever posted, in rising order.</summary>
    public IEnumerable<string> Assets => _books.Ledger.Assets.Keys;

    /// <summary>A balance with everything that was decided, durable or not.</summary>
    public long Balance(string asset, LedgerBucket bucket = LedgerBucket.Main) => _books.Ledger.Get(asset, bucket);

    /// <summary>The balance that risk may count on: debits from the moment they are decided, credits only when they are durable.</summary>
    public long SafeBalance(string asset)
    {
        long balance = Balance(asset);
        foreach ((long _, string credited, long amountQuanta) in _creditsUnderWay)
        {
            balance = checked(balance - (credited == asset ? amountQuanta : 0));
        }

        return balance;
    }

    /// <summary>Tells that all records up to a sequence are durable: their credits count from now on.</summary>
    public void MarkDurable(long sequence)
    {
        while (_creditsUnderWay.TryPeek(out (long Sequence, string Asset, long AmountQuanta) credit) && credit.Sequence <= sequence)
        {
            _creditsUnderWay.Dequeue();
        }
    }

    /// <summary>Whether the market is in the list.</summary>
    public bool HasMarket(string market) => _books.Markets.Contains(market);

    /// <summary>The last booked step of the present episode in a market; 0 if there is none.</summary>
    public int LastStep(string market) => _books.LastSteps.GetValueOrDefault(market);

    /// <summary>Decides a command and appends its record; nothing is appended when nothing changes.</summary>
    /// <param name="command">The command.</param>
    /// <param name="timeNs">The time now; the record's is at least one nanosecond after the last record's.</param>
    /// <param name="writer">Receives the record.</param>
    public AccountOutcome Execute(in AccountCommand command, long timeNs, RecordWriter writer)
    {
        long recordTimeNs = Math.Max(timeNs, checked(TimeNs + 1));
        if (!AccountDecider.IsWellFormed(Account, command))
        {
            return new AccountOutcome(ResultCode.InvalidRequest, 0, Sequence, false, false);
        }

        if (TryFindResult(command, recordTimeNs, out AccountOutcome earlier))
        {
            return earlier;
        }

        AccountDecision decision = AccountDecider.Decide(_books, command, recordTimeNs);
        if (decision.Events.Count == 0)
        {
            return new AccountOutcome(decision.Code, decision.Number, Sequence, false, decision.Code == ResultCode.Ok);
        }

        Write(command, recordTimeNs, decision.Events, writer);
        _books.Apply(recordTimeNs, decision.Events);
        NoteCredits(decision.Events);
        return new AccountOutcome(decision.Code, decision.Number, Sequence, true, false);
    }

    /// <summary>
    /// The outcome of a command whose id has a result already: asked before anything else is checked, because a later state of the account
    /// must not turn what has happened into a refusal.
    /// </summary>
    /// <param name="command">The command; its available amount does not matter.</param>
    /// <param name="timeNs">The time now.</param>
    /// <param name="outcome">The stored result, or that the id was used with another body.</param>
    public bool TryFindResult(in AccountCommand command, long timeNs, out AccountOutcome outcome)
    {
        bool isKnown = _books.Results.TryGetValue(command.Id, out StoredResult stored) && stored.KeepUntilNs > timeNs;
        bool isSame = isKnown && stored.BodyHash == command.BodyHash();
        outcome = isSame
            ? new AccountOutcome(stored.Code, stored.Number, Sequence, false, true)
            : new AccountOutcome(ResultCode.DuplicateIdDifferentBody, 0, Sequence, false, false);
        return isKnown;
    }

    /// <summary>Applies a durable record's events; it assigns and adds, and decides nothing.</summary>
    /// <exception cref="CorruptRecordException">The bytes are no record, or not the next one of this account.</exception>
    public void Fold(ReadOnlySpan<byte> record)
    {
        (long timeNs, AccountCommand _, List<AccountEvent> events) = Read(record);
        _books.Apply(timeNs, events);
    }

    /// <summary>
    /// Decides a record's command again on this state and compares the bytes; afterwards the state is that after the command.
    /// </summary>
    /// <exception cref="CorruptRecordException">The bytes are no record, or not the next one of this account.</exception>
    public AuditOutcome Audit(ReadOnlySpan<byte> record)
    {
        (long timeNs, AccountCommand command, List<AccountEvent> _) = Read(record);
        _scratch.Clear();
        AccountOutcome outcome = Execute(command, timeNs, _scratch);
        MarkDurable(Sequence);
        int difference = record.CommonPrefixLength(_scratch.Written);
        bool matches = difference == record.Length && difference == _scratch.Length;
        return matches
            ? new AuditOutcome(true, outcome.Sequence, -1, string.Empty)
            : new AuditOutcome(false, outcome.Sequence, difference, $"{command.Kind} decides {outcome.Code} with other bytes.");
    }

    /// <summary>Appends the canonical snapshot: the same state always gives the same bytes.</summary>
    public void WriteSnapshot(RecordWriter writer) => _books.Write(writer, Account);

    /// <summary>Rebuilds a state from a snapshot.</summary>
    /// <exception cref="CorruptRecordException">The bytes are no snapshot of this version.</exception>
    public static AccountState ReadSnapshot(ReadOnlySpan<byte> snapshot)
    {
        (long account, AccountBooks books) = AccountBooks.Read(snapshot);
        return new AccountState(account, books);
    }

    /// <summary>SHA-256 of the canonical snapshot.</summary>
    public byte[] StateHash()
    {
        var writer = new RecordWriter();
        WriteSnapshot(writer);
        return SHA256.HashData(writer.Written);
    }

    private void Write(in AccountCommand command, long timeNs, IReadOnlyList<AccountEvent> events, RecordWriter writer)
    {
        writer.WriteByte(RulesVersion);
        writer.WriteVarInt(Account);
        writer.WriteVarInt(Sequence + 1);
        writer.WriteVarInt(timeNs);
        command.WriteTo(writer);
        writer.WriteVarUInt((ulong)events.Count);
        foreach (AccountEvent happened in events)
        {
            happened.WriteTo(writer);
        }
    }

    private (long TimeNs, AccountCommand Command, List<AccountEvent> Events) Read(ReadOnlySpan<byte> record)
    {
        var reader = new RecordReader(record);
        byte version = reader.ReadByte();
        long account = reader.ReadVarInt();
        long sequence = reader.ReadVarInt();
        long timeNs = reader.ReadVarInt();
        if (version == 0 || version > RulesVersion || account != Account || sequence != Sequence + 1 || timeNs <= TimeNs)
        {
            throw new CorruptRecordException(
                $"Record {sequence} of account {account} (rules {version}) does not follow record {Sequence} of account {Account}.");
        }

        AccountCommand command = AccountCommand.ReadFrom(ref reader);
        int count = reader.ReadCount(AccountLimits.MaximumEvents);
        var events = new List<AccountEvent>(count);
        for (int i = 0; i < count; i++)
        {
            events.Add(AccountEvent.ReadFrom(ref reader));
        }

        reader.ExpectEnd();
        return (timeNs, command, events);
    }

    private void NoteCredits(IReadOnlyList<AccountEvent> events)
    {
        foreach (AccountEvent happened in events)
        {
            bool isCredit = happened.Kind == AccountEventKind.Posted && (LedgerBucket)happened.Detail == LedgerBucket.Main
                && happened.AmountQuanta > 0;
            if (isCredit)
            {
                _creditsUnderWay.Enqueue((Sequence, happened.Name, happened.AmountQuanta));
            }
        }
    }
}
