using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Accounts;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Grains.CrossMargin;
using OrleansMarkets.Grains.OrderBooks;

namespace OrleansMarkets.Grains.Couriers;

/// <summary>A mass cancel on its way to a book.</summary>
/// <param name="answers">Where the account takes its answers.</param>
/// <param name="stake">The account's stake in the market.</param>
/// <param name="cancel">The message; its stamp is filled in for each call.</param>
internal sealed class BookMassCancel(AnswerBox answers, MarketStake stake, in CancelOrders cancel) : BookCommand(answers, stake)
{
    private readonly CancelOrders _cancel = cancel;

    /// <inheritdoc/>
    public override BatchedKind Kind => BatchedKind.CancelMany;

    /// <inheritdoc/>
    public override CommandKey Id => _cancel.Id;

    /// <inheritdoc/>
    public override long DeadlineNs => _cancel.DeadlineNs;

    /// <summary>The message of the present call.</summary>
    public CancelOrders ToMessage() => _cancel with { Call = Stamp.ToContract() };

    /// <inheritdoc/>
    protected override CallStamp TakeStamp(CallLedger calls) => calls.Call();
}
