namespace OrleansMarkets.Simulation.Evidence;

/// <summary>An order on its way through the book in one step.</summary>
/// <param name="life">The order.</param>
/// <param name="lots">Lots that are entered.</param>
/// <param name="timeNs">Book time at which it is entered: that of the step, or when its delay was over.</param>
internal sealed class EnteringOrder(OrderLife life, long lots, long timeNs)
{
    public OrderLife Life => life;

    /// <summary>Lots that are entered; the position for an order that closes it.</summary>
    public long Lots { get; set; } = lots;

    public long TimeNs => timeNs;

    public long FilledLots { get; set; }

    public long RestedLots { get; set; }

    public long WaitingLots { get; set; }

    /// <summary>Lots that met orders which it must not trade with, and went with them.</summary>
    public long DecrementedLots { get; set; }

    /// <summary>Whether its self-trade rule has ended it.</summary>
    public bool IsStopped { get; set; }

    public long LeftLots => Lots - FilledLots - DecrementedLots;
}
