using Orleans;
using OrleansMarkets.Contracts.CrossMargin;

namespace OrleansMarkets.Simulation.Planted;

/// <summary>A transfer is booked at its receiver under two numbers.</summary>
internal sealed class CreditedTwice : PlantedFault
{
    public override async Task Handle(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (context.MethodName == nameof(ICrossMarginGrain.Credit))
        {
            var credit = (TransferCredit)context.Request.GetArgument(0)!;
            await ((ICrossMarginGrain)context.Grain).Credit(credit with { Number = credit.Number + 1 });
        }
    }
}
