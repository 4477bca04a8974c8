using Orleans;
using Orleans.Runtime;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.Keepers;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Simulation.Planted;
using OrleansMarkets.Simulation.Reach;

namespace OrleansMarkets.Simulation.Venue;

/// <summary>Sees every call of a venue on its way into a grain: counts rare branches, and lets a planted fault change calls.</summary>
internal sealed class CallObserver(ReachCounters reach, PlantedFault? planted, PoisonedCalls poison, CallTrace trace)
    : IIncomingGrainCallFilter
{
    private readonly HashSet<(string Symbol, long Account, long Sequence)> _pushes = [];
    private readonly HashSet<(GrainId Receiver, long From, long Number)> _credits = [];
    private readonly Dictionary<GrainId, object> _keepers = [];

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        Observe(context);
        try
        {
            await trace.Follow(context, call => poison.Handle(call, planted is null ? static next => next.Invoke() : planted.Handle));
        }
        catch when (context.MethodName == nameof(IOrderBookGrain.Execute) && context.Grain is IOrderBookGrain)
        {
            reach.Add(Branch.BatchFailed);
            throw;
        }

        if (context.Result is OrderReply reply)
        {
            Observe(reply.Code, reply.IsReplay && context.MethodName == nameof(IOrderBookGrain.Submit));
        }
        else if (context.Result is BatchReply { Code: ResultCode.Ok } together)
        {
            Observe((CommandBatch)context.Request.GetArgument(0)!, together);
        }
    }

    private void Observe(IIncomingGrainCallContext context)
    {
        switch (context.MethodName)
        {
            case nameof(ICrossMarginGrain.Push):
                var push = (RowPush)context.Request.GetArgument(0)!;
                if (!_pushes.Add((push.Symbol, push.Row.Account, push.Row.AccountSequence)))
                {
                    reach.Add(Branch.PushRepeated);
                }

                break;
            case nameof(ICrossMarginGrain.Credit):
                var credit = (TransferCredit)context.Request.GetArgument(0)!;
                if (!_credits.Add((context.TargetId, credit.FromAccount, credit.Number)))
                {
                    reach.Add(Branch.TransferDrivenAgain);
                }

                break;
            case nameof(ILiquidationKeeperGrain.Report) when context.Grain is ILiquidationKeeperGrain:
                if (_keepers.TryGetValue(context.TargetId, out object? known) && !ReferenceEquals(known, context.Grain))
                {
                    reach.Add(Branch.KeeperRebuilt);
                }

                _keepers[context.TargetId] = context.Grain;
                break;
            case nameof(ICrossMarginGrain.Execute) when context.Grain is ICrossMarginGrain:
                reach.Add(Branch.BatchExecuted);
                break;
        }
    }

    private void Observe(CommandBatch batch, BatchReply reply)
    {
        reach.Add(Branch.CommandsTravelledTogether, batch.Kinds.Length);
        for (int i = 0; i < batch.Kinds.Length; i++)
        {
            CommandAnswer answer = reply.Answers[i];
            Observe(answer.Code, answer.IsReplay && batch.Kinds[i] == BatchedKind.Order);
            reach.Add(Branch.SupersededInBatch, answer.Code == ResultCode.Superseded ? 1 : 0);
        }
    }

    private void Observe(ResultCode code, bool isStoredOrder)
    {
        if (code == ResultCode.Superseded)
        {
            reach.Add(Branch.SupersededSubmit);
        }

        if (code == ResultCode.DuplicateIdDifferentBody)
        {
            reach.Add(Branch.DuplicateWithOtherBodyRefused);
        }

        if (isStoredOrder)
        {
            reach.Add(Branch.DuplicateAnsweredFromStore);
        }
    }
}
