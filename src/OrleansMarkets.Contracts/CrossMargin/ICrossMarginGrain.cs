using Orleans;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Contracts.CrossMargin;

/// <summary>
/// The risk of one account, keyed by its number: every order of the account passes through it. Results are said after they are durable.
/// </summary>
[Alias("om.ICrossMarginGrain")]
public interface ICrossMarginGrain : IGrainWithIntegerKey
{
    /// <summary>Checks an order against the whole account, reserves for it and sends it to its book.</summary>
    [Alias("PlaceOrder")]
    Task<PlaceResult> PlaceOrder(PlaceOrder order);

    /// <summary>Spreads a quantity over limit orders at several prices: the account's risk admits all of them or none.</summary>
    [Alias("PlaceScale")]
    Task<ScaleResult> PlaceScale(ScaleOrder order);

    /// <summary>Changes the terms of an order that rests or waits; only what makes it more than smaller needs margin.</summary>
    [Alias("AmendOrder")]
    Task<PlaceResult> AmendOrder(AmendRequest amendment);

    /// <summary>
    /// Places, amends and cancels in one call; each command has its own result, and those of one market are executed consecutively and
    /// durable together.
    /// </summary>
    [Alias("Execute")]
    Task<OrderBatchResult> Execute(OrderBatch batch);

    /// <summary>Cancels the account's orders of a market, or those of a side or a tag, in one step; always passes.</summary>
    [Alias("CancelOrders")]
    Task<PlaceResult> CancelOrders(MassCancelRequest cancel);

    /// <summary>
    /// A dead man's switch: every market that the account has joined cancels all its orders when so much time has passed since this call,
    /// unless it is called again before. The times are durable and need nobody to be alive.
    /// </summary>
    /// <param name="timeoutNs">Nanoseconds, at most a day; 0 to switch it off.</param>
    /// <returns>Ok when every market has it; Unknown when some did not answer: call again.</returns>
    [Alias("CancelAllAfter")]
    Task<ResultCode> CancelAllAfter(long timeoutNs);

    /// <summary>
    /// The switch of the account's connections: like <see cref="CancelAllAfter"/>, with a time of its own, so that neither moves the
    /// other's. A gateway sets it while it hears of the account, and lets it run when it hears no more.
    /// </summary>
    /// <param name="timeoutNs">Nanoseconds, at most a day; 0 to switch it off.</param>
    /// <returns>Ok when every market has it; Unknown when some did not answer: call again.</returns>
    [Alias("CancelAllOnDisconnect")]
    Task<ResultCode> CancelAllOnDisconnect(long timeoutNs);

    /// <summary>Cancels an order; always passes.</summary>
    [Alias("CancelOrder")]
    Task<PlaceResult> CancelOrder(CancelRequest cancel);

    /// <summary>Cancels all orders in a market.</summary>
    [Alias("CancelAll")]
    Task<PlaceResult> CancelAll(string symbol);

    /// <summary>Takes the latest row of a market; returning acknowledges it.</summary>
    [Alias("Push")]
    Task Push(RowPush push);

    /// <summary>Credits a deposit.</summary>
    [Alias("Deposit")]
    Task<LedgerResult> Deposit(LedgerCommand command);

    /// <summary>Debits a withdrawal when the account can spare it; unrealised profit cannot be withdrawn.</summary>
    [Alias("Withdraw")]
    Task<LedgerResult> Withdraw(LedgerCommand command);

    /// <summary>Transfers to another account: a durable debit to transit, then a credit that is driven until acknowledged.</summary>
    [Alias("Transfer")]
    Task<LedgerResult> Transfer(LedgerCommand command);

    /// <summary>Takes the credit of a transfer once, however often it is called.</summary>
    [Alias("Credit")]
    Task Credit(TransferCredit credit);

    /// <summary>The account's risk profile.</summary>
    [Alias("GetRisk")]
    Task<RiskReport> GetRisk();

    /// <summary>Runs the next step of liquidating the account, if it is below maintenance margin. Anyone may call it.</summary>
    /// <param name="keeperAccount">Account that receives the reward.</param>
    [Alias("Liquidate")]
    Task<LiquidateResult> Liquidate(long keeperAccount);

    /// <summary>Insurance account only: holds money for an episode, as much of the amount as there is.</summary>
    [Alias("HoldInsurance")]
    Task<InsuranceReply> HoldInsurance(InsuranceRequest request);

    /// <summary>Insurance account only: pays the exact deficit of an episode out of its hold and releases the rest.</summary>
    [Alias("SettleInsurance")]
    Task<InsuranceReply> SettleInsurance(InsuranceRequest request);
}
