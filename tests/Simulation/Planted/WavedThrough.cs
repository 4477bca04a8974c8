using Orleans;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Simulation.Planted;

/// <summary>Orders that the account cannot pay for go to the book as if it could, with a reserve that is enough for most.</summary>
internal sealed class WavedThrough : PlantedFault
{
    private const long UsualReserveQuanta = 1_000_000_000;

    public override Task Handle(IIncomingGrainCallContext context)
    {
        context.ChangeOrders(static order => order.Verdict == ResultCode.InsufficientMargin
            ? order with { Verdict = ResultCode.Ok, ReserveQuanta = UsualReserveQuanta }
            : order);
        return context.Invoke();
    }
}
