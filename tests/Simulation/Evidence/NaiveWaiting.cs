using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Simulation.Evidence;

/// <summary>A waiting order as the events tell it.</summary>
/// <param name="waiting">How it began to wait.</param>
/// <param name="sequence">In which step.</param>
internal sealed class NaiveWaiting(in OrderWaitingEvent waiting, long sequence)
{
    private OrderWaitingEvent _first = waiting;

    public long OrderId => _first.OrderId;

    public long Account => _first.Account;

    public Side Side => _first.Side;

    /// <summary>How it began to wait, with the terms that it has been given since.</summary>
    public OrderWaitingEvent First => _first;

    public bool IsReduceOnly => _first.Flags.HasFlag(OrderFlags.ReduceOnly);

    public long Lots { get; set; } = waiting.Lots;

    public long ArmedLots { get; set; } = waiting.ArmedLots;

    public long TriggerUnits { get; set; } = waiting.TriggerUnits;

    /// <summary>The step since whose end it watches its price as it is now.</summary>
    public long WatchesSince { get; set; } = sequence;

    /// <summary>When its delay is over; null if it has none.</summary>
    public long? DueNs { get; set; }

    /// <summary>The first step at whose end it was to be entered; 0 if it is not.</summary>
    public long ReadySince { get; set; }

    /// <summary>Whether its trigger is reached from below.</summary>
    public bool FiresRising => (_first.Instructions.Trigger.Kind == TriggerKind.TakeProfit) == (Side == Side.Sell);

    public bool HasTrigger => _first.Instructions.Trigger.Kind != TriggerKind.None;

    /// <summary>The reserve of what is left: its share of the reserve at entry, rounded up.</summary>
    public long ReserveQuanta => (long)((((Int128)_first.ReserveQuanta * Lots) + _first.Lots - 1) / _first.Lots);

    /// <summary>It waits on under new terms.</summary>
    public void Amend(in WaitingAmendedEvent amended)
    {
        TriggerTerms trigger = _first.Instructions.Trigger;
        _first = _first with
        {
            PriceUnits = amended.PriceUnits,
            WorstPriceUnits = amended.WorstPriceUnits,
            Lots = amended.Lots,
            ReserveQuanta = amended.ReserveQuanta,
            Instructions = _first.Instructions with
            {
                Trigger = trigger with
                {
                    PriceUnits = trigger.Kind == TriggerKind.TrailingStop ? 0 : amended.TriggerUnits,
                    TrailUnits = amended.TrailUnits,
                    TrailPpm = amended.TrailPpm,
                },
            },
        };
        (Lots, ArmedLots, TriggerUnits) = (amended.Lots, amended.ArmedLots, amended.TriggerUnits);
    }

    /// <summary>Whether a price has reached its trigger.</summary>
    public bool IsReachedBy(long priceUnits) =>
        priceUnits > 0 && TriggerUnits > 0 && (FiresRising ? priceUnits >= TriggerUnits : priceUnits <= TriggerUnits);
}
