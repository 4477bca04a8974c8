using OrleansMarkets.Core.Clearing.Events;

namespace OrleansMarkets.Core.Clearing;

/// <content>Events of waiting orders.</content>
public ref partial struct MarketRecord
{
    /// <summary>Reads the present event.</summary>
    public OrderWaitingEvent ReadOrderWaiting() => EventCodec.ReadOrderWaiting(ref Take(EventKind.OrderWaiting));

    /// <summary>Reads the present event.</summary>
    public WaitingReducedEvent ReadWaitingReduced() => EventCodec.ReadWaitingReduced(ref Take(EventKind.WaitingReduced));

    /// <summary>Reads the present event.</summary>
    public WaitingAmendedEvent ReadWaitingAmended() => EventCodec.ReadWaitingAmended(ref Take(EventKind.WaitingAmended));

    /// <summary>Reads the present event.</summary>
    public OrderTriggeredEvent ReadOrderTriggered() => EventCodec.ReadOrderTriggered(ref Take(EventKind.OrderTriggered));

    /// <summary>Reads the present event.</summary>
    public OrderWorkedEvent ReadOrderWorked() => EventCodec.ReadOrderWorked(ref Take(EventKind.OrderWorked));

    /// <summary>Reads the present event.</summary>
    public TriggerSetEvent ReadTriggerSet() => EventCodec.ReadTriggerSet(ref Take(EventKind.TriggerSet));
}
