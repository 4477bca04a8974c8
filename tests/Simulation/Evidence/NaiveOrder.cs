using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Simulation.Evidence;

/// <summary>A resting order as the events tell it.</summary>
internal sealed class NaiveOrder(in OrderRestedEvent rested, long arrival)
{
    public long OrderId { get; } = rested.OrderId;

    public long Account { get; } = rested.Account;

    public Side Side { get; } = rested.Side;

    public OrderFlags Flags { get; } = rested.Flags;

    public long PriceUnits { get; } = rested.PriceUnits;

    public long OriginalLots { get; } = rested.OriginalLots;

    public long OriginalReserveQuanta { get; } = rested.OriginalReserveQuanta;

    public long Lots { get; set; } = rested.Lots;

    public long Arrival { get; } = arrival;

    /// <summary>The reserve of what is left: its share of the reserve at entry, rounded up.</summary>
    public long ReserveQuanta =>
        (long)((((Int128)OriginalReserveQuanta * Lots) + OriginalLots - 1) / OriginalLots);

    /// <summary>Whether it trades at a price.</summary>
    public bool Accepts(long priceUnits) => Side == Side.Buy ? PriceUnits >= priceUnits : PriceUnits <= priceUnits;

    /// <summary>Whether this order trades before another of its side.</summary>
    public bool IsAheadOf(NaiveOrder other) =>
        PriceUnits != other.PriceUnits ? (Side == Side.Buy) == (PriceUnits > other.PriceUnits) : Arrival < other.Arrival;
}
