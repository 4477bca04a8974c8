using Orleans;
using OrleansMarkets.Journal;

namespace OrleansMarkets.Simulation.Planted;

/// <summary>A bug planted through a seam of the venue, to see that the checks find it.</summary>
internal abstract class PlantedFault
{
    /// <summary>Handles a call into a grain.</summary>
    public virtual Task Handle(IIncomingGrainCallContext context) => context.Invoke();

    /// <summary>Puts a faulty store in front of the real one.</summary>
    public virtual IJournalStore Wrap(IJournalStore store) => store;
}
