using Orleans;
using OrleansMarkets.Contracts.OrderBooks;

namespace OrleansMarkets.Simulation.Planted;

/// <summary>Two commands that travelled in one batch get each other's answer.</summary>
internal sealed class SwappedAnswers : PlantedFault
{
    public override async Task Handle(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (context.Result is BatchReply { Answers.Length: > 1 } reply)
        {
            CommandAnswer first = reply.Answers[0];
            CommandAnswer second = reply.Answers[1];
            context.Result = reply with
            {
                Answers = reply.Answers.SetItem(0, second with { Row = first.Row }).SetItem(1, first with { Row = second.Row }),
            };
        }
    }
}
