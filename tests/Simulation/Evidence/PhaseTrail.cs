using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Simulation.Checks;

namespace OrleansMarkets.Simulation.Evidence;

/// <summary>The phases of one market: who ordered them (I36), and what poison does to them.</summary>
internal sealed class PhaseTrail(string symbol, MarketCounts counts, Violations violations)
{
    private const long MinuteNs = 60_000_000_000;

    private PhaseChangedEvent _present = new(MarketPhase.CancelOnly, MarketPhase.Open);
    private PhaseOrderedEvent? _order;

    // The first change after an operator's order in the same step.
    private PhaseChangedEvent? _first;
    private long _lastQuarantineNs;
    private bool _isSecond;
    private bool _mustClose;

    /// <summary>Whether orders execute at all.</summary>
    public bool Trades => _present.Phase is MarketPhase.Open or MarketPhase.ReduceOnly;

    /// <summary>Whether orders are collected before the market opens or after it closes.</summary>
    public bool IsCall => _present.Phase is MarketPhase.PreOpen or MarketPhase.Closing;

    /// <summary>The phase or the phase waited for has changed.</summary>
    public void Change(in PhaseChangedEvent changed)
    {
        counts.Note(changed);
        _present = changed;
        _first = _order is null ? null : _first ?? changed;
    }

    /// <summary>An operator has asked.</summary>
    public void Order(in PhaseOrderedEvent order, StepTrail step)
    {
        counts.OperatorActs++;
        _order = order;
        bool isSigned = order.Actor.Length > 0 && order.Reason.Length > 0;
        violations.Require(
            isSigned && order.Before == _present, "I36", $"{symbol} {step.Header.Sequence}: {order}, but it was {_present}");
    }

    /// <summary>A command was quarantined.</summary>
    public void Quarantine(StepTrail step)
    {
        _isSecond = _lastQuarantineNs > 0 && step.Header.TimeNs - _lastQuarantineNs <= MinuteNs;
        _lastQuarantineNs = step.Header.TimeNs;
    }

    /// <summary>A new owner has taken over.</summary>
    public void TakeOver()
    {
        _mustClose = _isSecond;
        _isSecond = false;
    }

    /// <summary>A record has ended.</summary>
    public void EndStep(StepTrail step)
    {
        bool isOrdered = step.Header.Command == CommandKind.SetPhase;
        violations.Require(
            isOrdered == _order is not null && (_order is null || IsDone(_order.Value)),
            "I36",
            $"{symbol} {step.Header.Sequence} ({step.Header.Command}): {_order}, and it is {_present}");
        violations.Require(
            !_mustClose || _present.TargetPhase is MarketPhase.CancelOnly or MarketPhase.Halted,
            "poison",
            $"{symbol} {step.Header.Sequence}: a second poison within a minute, and it is {_present}");
        counts.PoisonHalts += _mustClose && _present.TargetPhase == MarketPhase.CancelOnly ? 1 : 0;
        _mustClose = false;
        _order = null;
        _first = null;
    }

    // What waited for the market to trade may interrupt it in the same step.
    private bool IsDone(in PhaseOrderedEvent order) =>
        _first == order.After
        || (order.After == order.Before && (_first is null || _first.Value.Phase == MarketPhase.Interrupted));
}
