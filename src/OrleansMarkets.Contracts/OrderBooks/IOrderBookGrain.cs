using Orleans;
using Orleans.Concurrency;
using OrleansMarkets.Contracts.Markets;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Contracts.OrderBooks;

/// <summary>
/// The book of one market, keyed by its symbol: sequencer, matching engine and clearing ledger. Replies leave after they are durable. A
/// call may throw or time out with an unknown outcome: the same command with a new pair gets the stored result.
/// </summary>
[Alias("om.IOrderBookGrain")]
public interface IOrderBookGrain : IGrainWithStringKey
{
    /// <summary>Executes an order.</summary>
    [Alias("Submit")]
    Task<OrderReply> Submit(SubmitOrder order);

    /// <summary>Cancels a resting order.</summary>
    [Alias("Cancel")]
    Task<OrderReply> Cancel(CancelOrder cancel);

    /// <summary>Amends a resting order.</summary>
    [Alias("Amend")]
    Task<OrderReply> Amend(AmendOrder amendment);

    /// <summary>Cancels the orders of an account, or those of a side or a tag.</summary>
    [Alias("CancelMany")]
    Task<OrderReply> CancelMany(CancelOrders cancel);

    /// <summary>Sets when all orders of an account are cancelled.</summary>
    [Alias("SetCancelTimer")]
    Task<TouchReply> SetCancelTimer(SetCancelTimer timer);

    /// <summary>Reads an order that rests or waits as it is now, durable or not: for checks whose outcome names its version.</summary>
    [Alias("FindOrder"), ReadOnly]
    Task<RestingOrderImage> FindOrder(OrderQuery query);

    /// <summary>Executes orders and cancels of several accounts, each as if it had come alone; one answer when all are durable.</summary>
    [Alias("Execute")]
    Task<BatchReply> Execute(CommandBatch batch);

    /// <summary>Raises the account's pair and returns its durable row.</summary>
    [Alias("Touch")]
    Task<TouchReply> Touch(TouchAccount touch);

    /// <summary>Executes one liquidation step.</summary>
    [Alias("Liquidate")]
    Task<LiquidationReply> Liquidate(LiquidateOrder order);

    /// <summary>Executes one auto-deleveraging step.</summary>
    [Alias("Deleverage")]
    Task<LiquidationReply> Deleverage(DeleverageOrder order);

    /// <summary>Takes an aggregated oracle price: sets index and mark.</summary>
    [Alias("UpdateIndex")]
    Task UpdateIndex(IndexUpdate update);

    /// <summary>Applies every boundary that is due (premium samples, funding). Anyone may call it.</summary>
    [Alias("Nudge")]
    Task Nudge();

    /// <summary>Changes the market's parameters; the version must be the present one plus one.</summary>
    [Alias("SetParameters")]
    Task<ResultCode> SetParameters(MarketDefinition definition);

    /// <summary>
    /// Halts the market, lets only cancels or reductions pass, or opens it again. An operator's phase survives every crash; who asked, why,
    /// and the phases before and after are in the market's log.
    /// </summary>
    [Alias("SetPhase")]
    Task<PhaseReply> SetPhase(PhaseOrder order);

    /// <summary>Pages the committed rows.</summary>
    [Alias("ReadRows")]
    Task<RowPage> ReadRows(RowQuery query);

    /// <summary>The top of the book.</summary>
    /// <param name="levels">Levels a side, at most 200.</param>
    [Alias("GetDepth"), ReadOnly]
    Task<DepthSnapshot> GetDepth(int levels);

    /// <summary>
    /// The committed records above a sequence; when there are none yet, waits for the next commit or for as long as the query says. Only
    /// what is durable is ever served. The code is Unavailable when too many readers wait, UnknownMarket before the market is listed.
    /// </summary>
    [Alias("ReadLog")]
    Task<LogPage> ReadLog(LogQuery query);

    /// <summary>State, sums and state hash.</summary>
    [Alias("GetReport")]
    Task<MarketReport> GetReport();
}
