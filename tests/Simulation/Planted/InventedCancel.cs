using Orleans;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Simulation.Planted;

/// <summary>A cancel is acknowledged although the order goes on resting.</summary>
internal sealed class InventedCancel : PlantedFault
{
    public override async Task Handle(IIncomingGrainCallContext context)
    {
        bool cancels = context.ChangeCancels(static cancel => cancel with { OrderId = long.MaxValue });
        await context.Invoke();
        context.Result = (cancels, context.Result) switch
        {
            (true, OrderReply reply) => reply with { Code = ResultCode.Ok },
            (true, BatchReply reply) => reply.WithCancelAnswers(
                (CommandBatch)context.Request.GetArgument(0)!, static answer => answer with { Code = ResultCode.Ok }),
            _ => context.Result,
        };
    }
}
