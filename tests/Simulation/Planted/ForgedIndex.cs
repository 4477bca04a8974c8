using Orleans;
using OrleansMarkets.Contracts.OrderBooks;

namespace OrleansMarkets.Simulation.Planted;

/// <summary>Old prices are dated younger than they are and carry a quorum that nobody gave.</summary>
internal sealed class ForgedIndex : PlantedFault
{
    private const long Younger = 900_000_001;

    public override Task Handle(IIncomingGrainCallContext context)
    {
        if (context.MethodName == nameof(IOrderBookGrain.UpdateIndex))
        {
            var update = (IndexUpdate)context.Request.GetArgument(0)!;
            context.Request.SetArgument(0, update with { PublishedNs = update.PublishedNs + Younger, HasQuorum = true });
        }

        return context.Invoke();
    }
}
