using Orleans;
using Orleans.Simulation;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Journal;
using OrleansMarkets.Simulation.Plan;

namespace OrleansMarkets.Simulation.Venue;

/// <summary>
/// Poison: while a drawn command runs, the journal takes no record of the size of its own, so that its step throws after it has changed the
/// state in memory. A command with an id is poison each time it would execute; others are when they are drawn.
/// </summary>
internal sealed class PoisonedCalls(SeedPlan plan)
{
    /// <summary>A step that stores a result writes more, one that answers from a stored result writes less.</summary>
    private const int NoResultFits = 105;
    private const int NoRecordFits = 1;
    private const int Unlimited = int.MaxValue;

    /// <summary>Calls without an id are this much rarer poison: many of them change little or nothing.</summary>
    private const int RarerWithoutId = 4;

    private readonly SimulationRandom _random = new SimulationRandom(plan.Seed).Fork("poison");
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

        _maximumRecordBytes = Draw(context);
        try
        {
            return next(context);
        }
        finally
        {
            _maximumRecordBytes = Unlimited;
        }
    }

    private int Draw(IIncomingGrainCallContext context) => context.MethodName switch
    {
        nameof(IOrderBookGrain.Submit) => Draw(((SubmitOrder)context.Request.GetArgument(0)!).Id.Low),
        nameof(IOrderBookGrain.Cancel) => Draw(((CancelOrder)context.Request.GetArgument(0)!).Id.Low),
        nameof(IOrderBookGrain.Touch) or nameof(IOrderBookGrain.Liquidate) or nameof(IOrderBookGrain.Deleverage)
            or nameof(IOrderBookGrain.UpdateIndex) or nameof(IOrderBookGrain.Nudge) =>
            _random.Next(plan.PoisonOneIn * RarerWithoutId) == 0 ? NoRecordFits : Unlimited,
        _ => Unlimited,
    };

    private int Draw(ulong id) => new SimulationRandom(plan.Seed ^ id).Next(plan.PoisonOneIn) == 0 ? NoResultFits : Unlimited;
}
