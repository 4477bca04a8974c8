using Orleans;

namespace OrleansMarkets.Simulation.Planted;

/// <summary>Orders keep only half of what was reserved for them.</summary>
internal sealed class HalvedReserve : PlantedFault
{
    public override Task Handle(IIncomingGrainCallContext context)
    {
        context.ChangeOrders(static order => order with { ReserveQuanta = order.ReserveQuanta / 2 });
        return context.Invoke();
    }
}
