using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Simulation.Evidence;

/// <summary>A resting order as the events tell it.</summary>
internal sealed class NaiveOrder
{
    public NaiveOrder(in OrderRestedEvent rested, long arrival)
    {
        OrderId = rested.OrderId;
        Account = rested.Account;
        Side = rested.Side;
        Flags = rested.Flags;
        Instructions = rested.Instructions ?? new OrderInstructions();
        PriceUnits = rested.PriceUnits;
        OriginalLots = rested.OriginalLots;
        OriginalReserveQuanta = rested.OriginalReserveQuanta;
        ShownLots = Instructions.DisplayLots == 0 ? rested.Lots : Math.Min(Instructions.DisplayLots, rested.Lots);
        HiddenLots = rested.Lots - ShownLots;
        Arrival = arrival;
    }

    public long OrderId { get; }

    public long Account { get; }

    public Side Side { get; }

    public OrderFlags Flags { get; }

    public OrderInstructions Instructions { get; }

    public long PriceUnits { get; set; }

    public long OriginalLots { get; set; }

    public long OriginalReserveQuanta { get; set; }

    public long ShownLots { get; private set; }

    public long HiddenLots { get; private set; }

    public long Lots => ShownLots + HiddenLots;

    /// <summary>Its place: the number of its last arrival behind all orders of its price.</summary>
    public long Arrival { get; set; }

    /// <summary>What it follows; null if its price is its own.</summary>
    public PegPlacedEvent? Peg { get; set; }

    /// <summary>The first step at whose end it was not where what it follows puts it; 0 if it is.</summary>
    public long AstraySince { get; set; }

    public bool IsReduceOnly => Flags.HasFlag(OrderFlags.ReduceOnly);

    /// <summary>The reserve of what is left: its share of the reserve at entry, rounded up.</summary>
    public long ReserveQuanta => ReserveOf(Lots);

    /// <summary>The reserve of so many lots.</summary>
    public long ReserveOf(long lots) => (long)((((Int128)OriginalReserveQuanta * lots) + OriginalLots - 1) / OriginalLots);

    /// <summary>Shown lots trade.</summary>
    public void Fill(long lots) => ShownLots -= lots;

    /// <summary>Lots leave without trading, hidden ones first.</summary>
    public void Take(long lots)
    {
        long hidden = Math.Min(lots, HiddenLots);
        HiddenLots -= hidden;
        ShownLots -= lots - hidden;
    }

    /// <summary>Shows hidden lots.</summary>
    public void Show(long lots)
    {
        HiddenLots -= lots;
        ShownLots += lots;
    }

    /// <summary>Whether it trades at a price.</summary>
    public bool Accepts(long priceUnits) => Side == Side.Buy ? PriceUnits >= priceUnits : PriceUnits <= priceUnits;

    /// <summary>Whether this order trades before another of its side.</summary>
    public bool IsAheadOf(NaiveOrder other) =>
        PriceUnits != other.PriceUnits ? (Side == Side.Buy) == (PriceUnits > other.PriceUnits) : Arrival < other.Arrival;
}
