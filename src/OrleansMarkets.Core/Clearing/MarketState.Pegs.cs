using OrleansMarkets.Core.Clearing.Events;
using OrleansMarkets.Core.Clearing.Pegs;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

/// <content>Pegged orders.</content>
internal sealed partial class MarketState
{
    /// <summary>Orders whose price follows a reference.</summary>
    public PegBook Pegs { get; } = new();

    public void Apply(in PegPlacedEvent e)
    {
        int slot = RestingSlot(e.OrderId);
        ref RestingTerms order = ref Book.Terms(slot);
        order.IsPegged = true;
        var entry = new PegEntry
        {
            OrderId = e.OrderId,
            OffsetUnits = e.OffsetUnits,
            WorstUnits = e.WorstUnits,
            Queue = PegBook.QueueOf(e.Reference, order.Side),
        };
        Pegs.NotePriced(entry.Queue, e.ReferenceUnits);
        Pegs.Add(entry, Book.Node(slot).PriceUnits, follows: true);
        Pegs.NoteStopped(entry.Queue, e.StoppedUnits);
    }

    public void Apply(in PegMovedEvent e)
    {
        int slot = RestingSlot(e.OrderId);
        ref readonly OrderNode order = ref Book.Node(slot);
        Pegs.Move(Book.Terms(slot).Side, order.PriceUnits, e.PriceUnits);
        Book.Move(slot, e.PriceUnits);
    }

    public void Apply(in PegSweptEvent e) =>
        Pegs.Sweep(PegBook.QueueOf(e.Reference, e.Side), e.TargetUnits, e.Orders, e.StoppedUnits);
}
