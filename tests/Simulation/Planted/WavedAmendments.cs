using Orleans;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Simulation.Planted;

/// <summary>Amendments that the account cannot pay for go to the book as if it could.</summary>
internal sealed class WavedAmendments : PlantedFault
{
    private const long UsualReserveQuanta = 1_000_000_000;

    public override Task Handle(IIncomingGrainCallContext context)
    {
        context.ChangeAmendments(static amendment => amendment.Verdict == ResultCode.InsufficientMargin
            ? amendment with { Verdict = ResultCode.Ok, ReserveQuanta = UsualReserveQuanta }
            : amendment);
        return context.Invoke();
    }
}
