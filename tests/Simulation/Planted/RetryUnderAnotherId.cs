using Orleans;
using OrleansMarkets.Contracts.OrderBooks;

namespace OrleansMarkets.Simulation.Planted;

/// <summary>Every call of an order goes under an id of its own: the book cannot tell a repetition.</summary>
internal sealed class RetryUnderAnotherId : PlantedFault
{
    private ulong _calls;

    public override Task Handle(IIncomingGrainCallContext context)
    {
        context.ChangeOrders(order => order with { Id = new CommandKey(order.Id.High, order.Id.Low + (++_calls << 32)) });
        return context.Invoke();
    }
}
