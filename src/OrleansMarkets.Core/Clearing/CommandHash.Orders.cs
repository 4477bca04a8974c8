using OrleansMarkets.Core.Clearing.Commands;

namespace OrleansMarkets.Core.Clearing;

public static partial class CommandHash
{
    /// <summary>Hash of an amendment's body; never <see cref="AnyBody"/>.</summary>
    public static ulong Of(in AmendCommand command)
    {
        ulong hash = Start(CommandKind.Amend);
        hash = Mix(hash, command.Account);
        hash = Mix(hash, command.OrderId);
        hash = Mix(hash, unchecked((long)command.SubmitId.High));
        hash = Mix(hash, unchecked((long)command.SubmitId.Low));
        hash = Mix(hash, command.PriceUnits);
        hash = Mix(hash, command.Lots);
        hash = Mix(hash, command.TriggerUnits);
        hash = Mix(hash, command.TrailUnits);
        return Finish(Mix(hash, command.TrailPpm));
    }

    /// <summary>Hash of a mass cancel's body; never <see cref="AnyBody"/>.</summary>
    public static ulong Of(in MassCancelCommand command)
    {
        ulong hash = Mix(Start(CommandKind.MassCancel), command.Account);
        return Finish(Mix(Mix(hash, (byte)command.Side), command.Tag));
    }

    /// <summary>Hash of the body of a cancel timer's setting; never <see cref="AnyBody"/>.</summary>
    public static ulong Of(in SetCancelTimerCommand command) =>
        Finish(Mix(Mix(Start(CommandKind.SetCancelTimer), command.Account), command.AtNs));
}
