using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Encoding;

namespace OrleansMarkets.Core.Accounts;

/// <summary>A command of an account, made by one of the factory methods; fields that a kind does not use are zero or empty.</summary>
public readonly record struct AccountCommand
{
    /// <summary>What to do.</summary>
    public AccountCommandKind Kind { get; private init; }

    /// <summary>The caller's id; <see cref="CommandId.None"/> for kinds that are keyed by their numbers.</summary>
    public CommandId Id { get; private init; }

    /// <summary>Asset code, or the market of a market command.</summary>
    public string Name { get; private init; }

    /// <summary>Amount, quanta.</summary>
    public long AmountQuanta { get; private init; }

    /// <summary>What may leave the account by fresh risk numbers at the time of the decision, quanta of the asset.</summary>
    public long AvailableQuanta { get; private init; }

    /// <summary>The other account.</summary>
    public long Peer { get; private init; }

    /// <summary>Transfer or episode number.</summary>
    public long Number { get; private init; }

    /// <summary>Step number, or the reason of an episode's end.</summary>
    public int Detail { get; private init; }

    /// <summary>Credits money from outside. The caller has it for certain.</summary>
    public static AccountCommand Deposit(CommandId id, string asset, long amountQuanta) =>
        new() { Kind = AccountCommandKind.Deposit, Id = id, Name = asset, AmountQuanta = amountQuanta };

    /// <summary>Debits money to the outside, which may be told only when the record is durable.</summary>
    public static AccountCommand Withdraw(CommandId id, string asset, long amountQuanta, long availableQuanta) => new()
    {
        Kind = AccountCommandKind.Withdraw,
        Id = id,
        Name = asset,
        AmountQuanta = amountQuanta,
        AvailableQuanta = availableQuanta,
    };

    /// <summary>Debits money into transit; the outcome's number is the transfer's.</summary>
    public static AccountCommand SendTransfer(CommandId id, long to, string asset, long amountQuanta, long availableQuanta) => new()
    {
        Kind = AccountCommandKind.SendTransfer,
        Id = id,
        Peer = to,
        Name = asset,
        AmountQuanta = amountQuanta,
        AvailableQuanta = availableQuanta,
    };

    /// <summary>Credits a transfer, once for each (sender, number).</summary>
    public static AccountCommand ReceiveTransfer(long from, long number, string asset, long amountQuanta) => new()
    {
        Kind = AccountCommandKind.ReceiveTransfer,
        Peer = from,
        Number = number,
        Name = asset,
        AmountQuanta = amountQuanta,
    };

    /// <summary>Closes a transfer that the receiver has booked durably.</summary>
    public static AccountCommand AcknowledgeTransfer(long to, long number) =>
        new() { Kind = AccountCommandKind.AcknowledgeTransfer, Peer = to, Number = number, Name = string.Empty };

    /// <summary>Adds a market to the list: durable before the first order goes there.</summary>
    public static AccountCommand JoinMarket(string market) => new() { Kind = AccountCommandKind.JoinMarket, Name = market };

    /// <summary>Starts a liquidation episode on the numbers that justify it; the outcome's number is the episode's.</summary>
    public static AccountCommand StartEpisode(long equityQuanta, long maintenanceQuanta) => new()
    {
        Kind = AccountCommandKind.StartEpisode,
        AmountQuanta = equityQuanta,
        AvailableQuanta = maintenanceQuanta,
        Name = string.Empty,
    };

    /// <summary>Books a step's result, once for each (market, step) of the episode.</summary>
    public static AccountCommand RecordStep(long episode, string market, int step, long closedQuanta, long feeQuanta) => new()
    {
        Kind = AccountCommandKind.RecordStep,
        Number = episode,
        Name = market,
        Detail = step,
        AmountQuanta = closedQuanta,
        AvailableQuanta = feeQuanta,
    };

    /// <summary>Ends the episode.</summary>
    public static AccountCommand EndEpisode(long episode, EpisodeEndReason reason) =>
        new() { Kind = AccountCommandKind.EndEpisode, Number = episode, Detail = (int)reason, Name = string.Empty };

    /// <summary>Sets insurance money aside, as much as there is up to the amount; the outcome's number is what is held.</summary>
    public static AccountCommand PlaceHold(long account, long episode, string asset, long amountQuanta, long availableQuanta) => new()
    {
        Kind = AccountCommandKind.PlaceHold,
        Peer = account,
        Number = episode,
        Name = asset,
        AmountQuanta = amountQuanta,
        AvailableQuanta = availableQuanta,
    };

    /// <summary>
    /// Pays the exact deficit to the account by transfer and returns the rest, in one record. The outcome's number is what was paid.
    /// </summary>
    public static AccountCommand SettleHold(long account, long episode, long deficitQuanta) => new()
    {
        Kind = AccountCommandKind.SettleHold,
        Peer = account,
        Number = episode,
        AmountQuanta = deficitQuanta,
        Name = string.Empty,
    };

    /// <summary>Hash of what the caller asked for: without the risk numbers, which a repetition may bring along anew.</summary>
    public ulong BodyHash()
    {
        var writer = new RecordWriter(128);
        (this with { AvailableQuanta = 0, Id = CommandId.None }).WriteTo(writer);
        ulong hash = 14_695_981_039_346_656_037;
        foreach (byte value in writer.Written)
        {
            hash = unchecked((hash ^ value) * 1_099_511_628_211);
        }

        return hash;
    }

    /// <summary>Appends the command's bytes.</summary>
    internal void WriteTo(RecordWriter writer)
    {
        writer.WriteByte((byte)Kind);
        writer.WriteUInt64(Id.High);
        writer.WriteUInt64(Id.Low);
        writer.WriteString(Name);
        writer.WriteVarInt(AmountQuanta);
        writer.WriteVarInt(AvailableQuanta);
        writer.WriteVarInt(Peer);
        writer.WriteVarInt(Number);
        writer.WriteVarInt(Detail);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <exception cref="CorruptRecordException">The bytes are no command.</exception>
    internal static AccountCommand ReadFrom(ref RecordReader reader)
    {
        var kind = (AccountCommandKind)reader.ReadByte();
        if (!Enum.IsDefined(kind))
        {
            throw new CorruptRecordException($"There is no account command {(byte)kind}.");
        }

        return new AccountCommand
        {
            Kind = kind,
            Id = new CommandId(reader.ReadUInt64(), reader.ReadUInt64()),
            Name = reader.ReadString(),
            AmountQuanta = reader.ReadVarInt(),
            AvailableQuanta = reader.ReadVarInt(),
            Peer = reader.ReadVarInt(),
            Number = reader.ReadVarInt(),
            Detail = reader.ReadVarInt32(),
        };
    }
}
