using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Encoding;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Core.Clearing;

public sealed partial class MarketEngine
{
    /// <summary>Submits an order.</summary>
    /// <param name="command">The command.</param>
    /// <param name="timeNs">The present time.</param>
    /// <param name="writer">Where to append the record.</param>
    public StepOutcome Execute(scoped in SubmitCommand command, long timeNs, RecordWriter writer)
    {
        ResultCode form = AdmissionRules.CheckForm(Spec, command);
        if (form != ResultCode.Ok)
        {
            return Refuse(form, command.Account);
        }

        Begin(CommandKind.Submit, timeNs, writer);
        CommandCodec.Write(writer, command);
        bool due = BeginEvents();
        CommandResult result = _orders.Submit(command, due, out bool isRepeat);
        return End(result.Code, command.Account, due, isRepeat, result, default);
    }

    /// <summary>Cancels an order.</summary>
    /// <inheritdoc cref="Execute(in SubmitCommand, long, RecordWriter)"/>
    public StepOutcome Execute(scoped in CancelCommand command, long timeNs, RecordWriter writer)
    {
        ResultCode form = AdmissionRules.CheckForm(command);
        if (form != ResultCode.Ok)
        {
            return Refuse(form, command.Account);
        }

        Begin(CommandKind.Cancel, timeNs, writer);
        CommandCodec.Write(writer, command);
        bool due = BeginEvents();
        CommandResult result = _orders.Cancel(command, out bool isRepeat);
        return End(result.Code, command.Account, due, isRepeat, result, default);
    }

    /// <summary>Amends an order.</summary>
    /// <inheritdoc cref="Execute(in SubmitCommand, long, RecordWriter)"/>
    public StepOutcome Execute(scoped in AmendCommand command, long timeNs, RecordWriter writer)
    {
        ResultCode form = AdmissionRules.CheckForm(command);
        if (form != ResultCode.Ok)
        {
            return Refuse(form, command.Account);
        }

        Begin(CommandKind.Amend, timeNs, writer);
        CommandCodec.Write(writer, command);
        bool due = BeginEvents();
        CommandResult result = _amendments.Amend(command, due, out bool isRepeat);
        return End(result.Code, command.Account, due, isRepeat, result, default);
    }

    /// <summary>Cancels the orders of an account, or those of a side or a tag.</summary>
    /// <inheritdoc cref="Execute(in SubmitCommand, long, RecordWriter)"/>
    public StepOutcome Execute(scoped in MassCancelCommand command, long timeNs, RecordWriter writer)
    {
        ResultCode form = AdmissionRules.CheckForm(command);
        if (form != ResultCode.Ok)
        {
            return Refuse(form, command.Account);
        }

        Begin(CommandKind.MassCancel, timeNs, writer);
        CommandCodec.Write(writer, command);
        bool due = BeginEvents();
        CommandResult result = _massCancels.Cancel(command, out bool isRepeat);
        return End(result.Code, command.Account, due, isRepeat, result, default);
    }

    /// <summary>Sets the time at which all orders of an account are cancelled.</summary>
    /// <inheritdoc cref="Execute(in SubmitCommand, long, RecordWriter)"/>
    public StepOutcome Execute(scoped in SetCancelTimerCommand command, long timeNs, RecordWriter writer)
    {
        ResultCode form = AdmissionRules.CheckForm(command);
        if (form != ResultCode.Ok)
        {
            return Refuse(form, command.Account);
        }

        Begin(CommandKind.SetCancelTimer, timeNs, writer);
        CommandCodec.Write(writer, command);
        bool due = BeginEvents();
        return End(_massCancels.SetTimer(command), command.Account, due);
    }

    /// <summary>Raises an account's stamp, cancels orders, returns the row.</summary>
    /// <inheritdoc cref="Execute(in SubmitCommand, long, RecordWriter)"/>
    public StepOutcome Execute(scoped in TouchCommand command, long timeNs, RecordWriter writer)
    {
        ResultCode form = AdmissionRules.CheckForm(command);
        if (form != ResultCode.Ok)
        {
            return Refuse(form, command.Account);
        }

        Begin(CommandKind.Touch, timeNs, writer);
        CommandCodec.Write(writer, command);
        bool due = BeginEvents();
        return End(_orders.Touch(command), command.Account, due);
    }

    /// <summary>Sets index and mark, or closes the gate; <see cref="ResultCode.Unavailable"/> while boundaries are due.</summary>
    /// <inheritdoc cref="Execute(in SubmitCommand, long, RecordWriter)"/>
    public StepOutcome Execute(scoped in UpdateIndexCommand command, long timeNs, RecordWriter writer)
    {
        Begin(CommandKind.UpdateIndex, timeNs, writer);
        CommandCodec.Write(writer, command);
        bool due = BeginEvents();
        return End(_boundaries.UpdateIndex(command, due), 0, due);
    }

    /// <summary>Applies what is due.</summary>
    /// <inheritdoc cref="Execute(in SubmitCommand, long, RecordWriter)"/>
    public StepOutcome Execute(scoped in NudgeCommand command, long timeNs, RecordWriter writer)
    {
        Begin(CommandKind.Nudge, timeNs, writer);
        return End(ResultCode.Ok, 0, BeginEvents());
    }

    /// <summary>Closes part of a position against the book.</summary>
    /// <inheritdoc cref="Execute(in SubmitCommand, long, RecordWriter)"/>
    public StepOutcome Execute(scoped in LiquidateCommand command, long timeNs, RecordWriter writer)
    {
        ResultCode form = AdmissionRules.CheckForm(Spec, command);
        if (form != ResultCode.Ok)
        {
            return Refuse(form, command.Account);
        }

        Begin(CommandKind.Liquidate, timeNs, writer);
        CommandCodec.Write(writer, command);
        bool due = BeginEvents();
        ResultCode code = _liquidations.Liquidate(command, due, out LiquidationResult result, out bool isRepeat);
        return End(code, command.Account, due, isRepeat, default, result);
    }

    /// <summary>Closes a bankrupt position against named counterparties.</summary>
    /// <inheritdoc cref="Execute(in SubmitCommand, long, RecordWriter)"/>
    public StepOutcome Execute(scoped in DeleverageCommand command, long timeNs, RecordWriter writer)
    {
        ResultCode form = AdmissionRules.CheckForm(Spec, Parameters, command);
        if (form != ResultCode.Ok)
        {
            return Refuse(form, command.Account);
        }

        Begin(CommandKind.Deleverage, timeNs, writer);
        CommandCodec.Write(writer, command);
        bool due = BeginEvents();
        ResultCode code = _liquidations.Deleverage(command, due, out LiquidationResult result, out bool isRepeat);
        return End(code, command.Account, due, isRepeat, default, result);
    }

    /// <summary>Replaces the parameters.</summary>
    /// <inheritdoc cref="Execute(in SubmitCommand, long, RecordWriter)"/>
    public StepOutcome Execute(scoped in SetParametersCommand command, long timeNs, RecordWriter writer)
    {
        if (ParameterRules.Check(Spec, command.Parameters) is not null)
        {
            return Refuse(ResultCode.InvalidParameters, 0);
        }

        Begin(CommandKind.SetParameters, timeNs, writer);
        CommandCodec.Write(writer, command);
        bool due = BeginEvents();
        return End(_boundaries.SetParameters(command.Parameters), 0, due);
    }

    /// <summary>Changes the phase.</summary>
    /// <inheritdoc cref="Execute(in SubmitCommand, long, RecordWriter)"/>
    public StepOutcome Execute(scoped in SetPhaseCommand command, long timeNs, RecordWriter writer)
    {
        ResultCode form = AdmissionRules.CheckForm(command);
        if (form != ResultCode.Ok)
        {
            return Refuse(form, 0);
        }

        Begin(CommandKind.SetPhase, timeNs, writer);
        CommandCodec.Write(writer, command);
        bool due = BeginEvents();
        return End(_boundaries.SetPhase(command, due), 0, due);
    }

    /// <summary>Takes the log over: ends recovery.</summary>
    /// <inheritdoc cref="Execute(in SubmitCommand, long, RecordWriter)"/>
    public StepOutcome Execute(scoped in RaiseEpochCommand command, long timeNs, RecordWriter writer)
    {
        Begin(CommandKind.RaiseEpoch, timeNs, writer);
        CommandCodec.Write(writer, command);
        bool due = BeginEvents();
        ResultCode code = _boundaries.RaiseEpoch(command.Epoch);
        _isReplaying &= code != ResultCode.Ok;
        return End(code, 0, due);
    }

    private void Rerun(in MarketRecord recorded)
    {
        long timeNs = recorded.Header.TimeNs;
        var reader = new RecordReader(recorded.Command);
        switch (recorded.Header.Command)
        {
            case CommandKind.Submit: Execute(CommandCodec.ReadSubmit(ref reader), timeNs, _scratch); break;
            case CommandKind.Cancel: Execute(CommandCodec.ReadCancel(ref reader), timeNs, _scratch); break;
            case CommandKind.Touch: Execute(CommandCodec.ReadTouch(ref reader), timeNs, _scratch); break;
            case CommandKind.UpdateIndex: Execute(CommandCodec.ReadUpdateIndex(ref reader), timeNs, _scratch); break;
            case CommandKind.Nudge: Execute(default(NudgeCommand), timeNs, _scratch); break;
            case CommandKind.Liquidate: Execute(CommandCodec.ReadLiquidate(ref reader), timeNs, _scratch); break;
            case CommandKind.Deleverage: Execute(CommandCodec.ReadDeleverage(ref reader), timeNs, _scratch); break;
            case CommandKind.SetParameters: Execute(CommandCodec.ReadSetParameters(ref reader), timeNs, _scratch); break;
            case CommandKind.SetPhase: Execute(CommandCodec.ReadSetPhase(ref reader), timeNs, _scratch); break;
            case CommandKind.Amend: Execute(CommandCodec.ReadAmend(ref reader), timeNs, _scratch); break;
            case CommandKind.MassCancel: Execute(CommandCodec.ReadMassCancel(ref reader), timeNs, _scratch); break;
            case CommandKind.SetCancelTimer: Execute(CommandCodec.ReadSetCancelTimer(ref reader), timeNs, _scratch); break;
            case CommandKind.RaiseEpoch: Execute(CommandCodec.ReadRaiseEpoch(ref reader), timeNs, _scratch); break;
            default: throw new CorruptRecordException($"{(byte)recorded.Header.Command} is no kind of command.");
        }

        reader.ExpectEnd();
    }
}
