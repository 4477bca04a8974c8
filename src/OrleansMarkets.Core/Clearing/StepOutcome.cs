using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Core.Clearing;

/// <summary>What one step did. Spans and the row are valid until the next step of the engine.</summary>
public readonly ref struct StepOutcome
{
    private readonly MarketEngine _engine;
    private readonly long _account;

    internal StepOutcome(MarketEngine engine, long account)
    {
        _engine = engine;
        _account = account;
    }

    /// <summary>Success or the reason of the refusal.</summary>
    public required ResultCode Code { get; init; }

    /// <summary>
    /// Sequence of the record that this step appended; the head's if it appended none because nothing changed (a superseded call, a
    /// repeated command, a nudge with nothing due, a malformed command).
    /// </summary>
    public required long Sequence { get; init; }

    /// <summary>Whether the step appended a record.</summary>
    public required bool HasRecord { get; init; }

    /// <summary>Whether the result is that of an earlier step with the same id.</summary>
    public bool IsRepeat { get; init; }

    /// <summary>Result of a submit or cancel.</summary>
    public CommandResult Result { get; init; }

    /// <summary>Result of a liquidation or deleveraging step.</summary>
    public LiquidationResult Liquidation { get; init; }

    /// <summary>The command's account, settled, after the step; default for commands without one.</summary>
    public ClearingRow Row => _account == 0 ? default : _engine.ReadRow(_account);

    /// <summary>Accounts whose rows the step changed, each once, in the order of their first change: push their rows.</summary>
    public ReadOnlySpan<long> TouchedAccounts { get; init; }

    /// <summary>Whether boundaries are still due that this step's limit left: send a nudge before anything else.</summary>
    public bool BoundariesDue { get; init; }
}
