namespace OrleansMarkets.Core.Clearing.Commands;

/// <summary>The kind of a command in a record. Values are part of the journal's format and never change meaning.</summary>
public enum CommandKind : byte
{
    /// <summary><see cref="SubmitCommand"/>.</summary>
    Submit = 1,

    /// <summary><see cref="CancelCommand"/>.</summary>
    Cancel = 2,

    /// <summary><see cref="TouchCommand"/>.</summary>
    Touch = 3,

    /// <summary><see cref="UpdateIndexCommand"/>.</summary>
    UpdateIndex = 4,

    /// <summary><see cref="NudgeCommand"/>.</summary>
    Nudge = 5,

    /// <summary><see cref="LiquidateCommand"/>.</summary>
    Liquidate = 6,

    /// <summary><see cref="DeleverageCommand"/>.</summary>
    Deleverage = 7,

    /// <summary><see cref="SetParametersCommand"/>.</summary>
    SetParameters = 8,

    /// <summary><see cref="SetPhaseCommand"/>.</summary>
    SetPhase = 9,

    /// <summary><see cref="RaiseEpochCommand"/>.</summary>
    RaiseEpoch = 10,

    /// <summary><see cref="QuarantineCommand"/>.</summary>
    Quarantine = 11,

    /// <summary><see cref="AmendCommand"/>.</summary>
    Amend = 20,

    /// <summary><see cref="MassCancelCommand"/>.</summary>
    MassCancel = 21,

    /// <summary><see cref="SetCancelTimerCommand"/>.</summary>
    SetCancelTimer = 22,
}
