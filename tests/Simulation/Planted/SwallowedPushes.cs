using Orleans;
using OrleansMarkets.Contracts.CrossMargin;

namespace OrleansMarkets.Simulation.Planted;

/// <summary>Rows are acknowledged without being taken in.</summary>
internal sealed class SwallowedPushes : PlantedFault
{
    public override Task Handle(IIncomingGrainCallContext context) =>
        context.MethodName == nameof(ICrossMarginGrain.Push) ? Task.CompletedTask : context.Invoke();
}
