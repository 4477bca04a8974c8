using Orleans;
using OrleansMarkets.Contracts.OrderBooks;

namespace OrleansMarkets.Simulation.Planted;

/// <summary>Every call of an order goes under an id of its own: the book cannot tell a repetition.</summary>
internal sealed class RetryUnderAnotherId : PlantedFault
{
    private ulong _calls;

    public override Task Handle(IIncomingGrainCallContext context)
    {
        if (context.MethodName == nameof(IOrderBookGrain.Submit))
        {
            var order = (SubmitOrder)context.Request.GetArgument(0)!;
            context.Request.SetArgument(0, order with { Id = new CommandKey(order.Id.High, order.Id.Low + (++_calls << 32)) });
        }

        return context.Invoke();
    }
}
