using Orleans;
using Orleans.Simulation;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Journal;
using OrleansMarkets.Simulation.Plan;

namespace OrleansMarkets.Simulation.Venue;

/// <summary>
/// Poison: while a drawn call runs, the journal takes no record of its market, so that its first step that changes anything throws after it
/// has changed the state in memory. A call that carries a drawn id is poison until it has thrown once; others are when they are drawn.
/// </summary>
internal sealed class PoisonedCalls(SeedPlan plan)
{
    private const int NoRecordFits = 1;
    private const int Unlimited = int.MaxValue;

    /// <summary>Calls without an id are this much rarer poison: many of them change little or nothing.</summary>
    private const int RarerWithoutId = 4;

    private readonly SimulationRandom _random = new SimulationRandom(plan.Seed).Fork("poison");
    private readonly HashSet<ulong> _thrown = [];
    private int _maximumRecordBytes = Unlimited;

    /// <summary>Whether commands may be poison now.</summary>
    public bool IsActive { get; set; }

    /// <summary>The limits of a market's stream at this moment.</summary>
    public JournalLimits Limit(JournalLimits limits) =>
        _maximumRecordBytes < limits.MaxRecordBytes ? limits with { MaxRecordBytes = _maximumRecordBytes } : limits;

    /// <summary>Passes a call on; its step runs before the first await.</summary>
    public Task Handle(IIncomingGrainCallContext context, Func<IIncomingGrainCallContext, Task> next)
    {
        if (!IsActive || plan.PoisonOneIn == 0 || context.Grain is not IOrderBookGrain)
        {
            return next(context);
        }

        ulong[] drawn = [.. Ids(context).Where(IsDrawn)];
        bool isPoison = drawn.Length > 0 || (IsWithoutId(context) && _random.Next(plan.PoisonOneIn * RarerWithoutId) == 0);
        if (!isPoison)
        {
            return next(context);
        }

        _maximumRecordBytes = NoRecordFits;
        Task call = next(context);
        _maximumRecordBytes = Unlimited;
        if (call.IsFaulted)
        {
            _thrown.UnionWith(drawn);
        }

        return call;
    }

    private static IEnumerable<ulong> Ids(IIncomingGrainCallContext context) =>
        (context.Request.GetArgumentCount() > 0 ? context.Request.GetArgument(0) : null) switch
        {
            SubmitOrder order => [order.Id.Low],
            CancelOrder cancel => [cancel.Id.Low],
            AmendOrder amendment => [amendment.Id.Low],
            CancelOrders cancel => [cancel.Id.Low],
            CommandBatch batch => batch.Orders.Select(order => order.Id.Low)
                .Concat(batch.Cancels.Select(cancel => cancel.Id.Low))
                .Concat(batch.Amendments.Select(amendment => amendment.Id.Low))
                .Concat(batch.MassCancels.Select(cancel => cancel.Id.Low)),
            _ => [],
        };

    private static bool IsWithoutId(IIncomingGrainCallContext context) => context.MethodName is nameof(IOrderBookGrain.Touch)
        or nameof(IOrderBookGrain.SetCancelTimer)
        or nameof(IOrderBookGrain.Liquidate)
        or nameof(IOrderBookGrain.Deleverage)
        or nameof(IOrderBookGrain.UpdateIndex)
        or nameof(IOrderBookGrain.Nudge);

    private bool IsDrawn(ulong id) => !_thrown.Contains(id) && new SimulationRandom(plan.Seed ^ id).Next(plan.PoisonOneIn) == 0;
}
