using Orleans;
using OrleansMarkets.Contracts.OrderBooks;

namespace OrleansMarkets.Simulation.Planted;

/// <summary>The first and the last counterparty of an auto-deleveraging give what the other one should.</summary>
internal sealed class MisrankedCuts : PlantedFault
{
    public override Task Handle(IIncomingGrainCallContext context)
    {
        if (context.MethodName == nameof(IOrderBookGrain.Deleverage))
        {
            var order = (DeleverageOrder)context.Request.GetArgument(0)!;
            DeleverageCounterparty first = order.Counterparties[0];
            DeleverageCounterparty last = order.Counterparties[^1];
            context.Request.SetArgument(0, order with
            {
                Counterparties = order.Counterparties
                    .SetItem(0, first with { QuantityLots = last.QuantityLots })
                    .SetItem(order.Counterparties.Length - 1, last with { QuantityLots = first.QuantityLots }),
            });
        }

        return context.Invoke();
    }
}
