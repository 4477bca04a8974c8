using OrleansMarkets.Core.Clearing.Commands;

namespace OrleansMarkets.Core.Clearing;

/// <summary>
/// A 64-bit hash of a command's body: what the trader asked for. Id, call stamp, deadline, parameter version and reserve are not in it:
/// the risk grain computes them anew for a retry.
/// </summary>
public static partial class CommandHash
{
    /// <summary>The hash that fits every body: a cancel of an unknown id leaves it, so that the submit cannot execute later.</summary>
    public const ulong AnyBody = 0;

    /// <summary>Hash of a submit's body; never <see cref="AnyBody"/>.</summary>
    public static ulong Of(in SubmitCommand command)
    {
        ulong hash = Start(CommandKind.Submit);
        hash = Mix(hash, command.Account);
        hash = Mix(hash, (byte)command.Side | ((byte)command.Type << 8) | ((byte)command.TimeInForce << 16) | ((byte)command.Flags << 24));
        hash = Mix(hash, command.PriceUnits);
        hash = command.ClientOrderId.Mix(Mix(hash, command.Lots));
        return Finish(InstructionsCodec.Mix(hash, command.Instructions));
    }

    /// <summary>Hash of a cancel's body; never <see cref="AnyBody"/>.</summary>
    public static ulong Of(in CancelCommand command)
    {
        ulong hash = Start(CommandKind.Cancel);
        hash = Mix(hash, command.Account);
        hash = Mix(hash, command.OrderId);
        hash = Mix(hash, unchecked((long)command.SubmitId.High));
        return Finish(Mix(hash, unchecked((long)command.SubmitId.Low)));
    }

    /// <summary>Hash of a liquidation's body; never <see cref="AnyBody"/>.</summary>
    public static ulong Of(in LiquidateCommand command)
    {
        ulong hash = Start(CommandKind.Liquidate);
        hash = Mix(hash, command.Account);
        hash = Mix(hash, (byte)command.Side);
        hash = Mix(hash, command.Lots);
        hash = Mix(hash, command.LimitPriceUnits);
        hash = Mix(hash, command.ZeroPriceUnits);
        return Finish(Mix(hash, command.KeeperAccount));
    }

    /// <summary>Hash of an auto-deleveraging's body; never <see cref="AnyBody"/>.</summary>
    public static ulong Of(in DeleverageCommand command)
    {
        ulong hash = Start(CommandKind.Deleverage);
        hash = Mix(hash, command.Account);
        hash = Mix(hash, command.PriceUnits);
        foreach (ref readonly DeleverageCounterparty counterparty in command.Counterparties.Span)
        {
            hash = Mix(hash, counterparty.Account);
            hash = Mix(hash, counterparty.Lots);
            hash = Mix(hash, counterparty.NotionalQuanta);
            hash = Mix(hash, counterparty.EquityQuanta);
        }

        return Finish(hash);
    }

    /// <summary>Hash of a touch's body; never <see cref="AnyBody"/>.</summary>
    public static ulong Of(in TouchCommand command) =>
        Finish(Mix(Mix(Start(CommandKind.Touch), command.Account), (byte)command.Cancel));

    /// <summary>Hash of a command that belongs to no account: of its kind alone; never <see cref="AnyBody"/>.</summary>
    public static ulong Of(CommandKind kind) => Finish(Start(kind));

    /// <summary>Takes another number into a hash.</summary>
    internal static ulong Mix(ulong hash, long value)
    {
        ulong mixed = unchecked((hash ^ (ulong)value) * 0xFF51_AFD7_ED55_8CCD);
        return mixed ^ (mixed >> 32);
    }

    private static ulong Start(CommandKind kind) => unchecked(((ulong)kind + 1) * 0x9E37_79B9_7F4A_7C15);

    private static ulong Finish(ulong hash)
    {
        ulong mixed = unchecked((hash ^ (hash >> 29)) * 0xC4CE_B9FE_1A85_EC53);
        mixed ^= mixed >> 32;
        return mixed == AnyBody ? 1 : mixed;
    }
}
