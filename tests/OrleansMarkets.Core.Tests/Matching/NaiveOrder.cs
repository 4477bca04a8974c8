using OrleansMarkets.Core.Clearing.Commands;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Matching;

/// <summary>An order of the naive book: its lots shown and hidden, and those that are gone.</summary>
internal sealed record NaiveOrder(int Number, int Account, Side Side, long Price, long Lots, OrderFlags Flags)
{
    public bool IsReduceOnly => Flags.HasFlag(OrderFlags.ReduceOnly);

    public bool NeverTakes => Flags.HasFlag(OrderFlags.PostOnly) || Flags.HasFlag(OrderFlags.PostOnlySlide);

    /// <summary>Lots that the book does not show, beside <see cref="Lots"/>.</summary>
    public long Hidden { get; init; }

    /// <summary>Quantity of the whole order.</summary>
    public long Quantity { get; init; } = Lots;

    /// <summary>When it came to its place: owners lose their newest orders first.</summary>
    public int Arrival { get; init; }

    public OrderInstructions Instructions { get; init; } = new();

    /// <summary>Book time in milliseconds; 0 for never.</summary>
    public long ExpiresMs { get; init; }

    public long Whole => Lots + Hidden;

    /// <summary>So many whole lots, of which it shows what it displays.</summary>
    public NaiveOrder Showing(long whole)
    {
        long shown = Instructions.DisplayLots == 0 ? whole : Math.Min(whole, Instructions.DisplayLots);
        return this with { Lots = shown, Hidden = whole - shown };
    }

    /// <summary>Fewer whole lots: hidden ones go first.</summary>
    public NaiveOrder Less(long lots)
    {
        long hidden = Math.Min(lots, Hidden);
        return this with { Hidden = Hidden - hidden, Lots = Lots - (lots - hidden) };
    }
}
