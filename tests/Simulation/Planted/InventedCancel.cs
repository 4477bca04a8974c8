using Orleans;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Simulation.Planted;

/// <summary>A cancel is acknowledged although the order goes on resting.</summary>
internal sealed class InventedCancel : PlantedFault
{
    public override async Task Handle(IIncomingGrainCallContext context)
    {
        if (context.MethodName == nameof(IOrderBookGrain.Cancel))
        {
            var cancel = (CancelOrder)context.Request.GetArgument(0)!;
            context.Request.SetArgument(0, cancel with { OrderId = long.MaxValue });
            await context.Invoke();
            context.Result = ((OrderReply)context.Result!) with { Code = ResultCode.Ok };
            return;
        }

        await context.Invoke();
    }
}
