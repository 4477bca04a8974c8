using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Accounts;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Grains.CrossMargin;
using OrleansMarkets.Grains.OrderBooks;

namespace OrleansMarkets.Grains.Couriers;

/// <summary>An order on its way to a book.</summary>
/// <param name="answers">Where the account takes its answers.</param>
/// <param name="stake">The account's stake in the market.</param>
/// <param name="order">The message; its stamp is filled in for each call.</param>
/// <param name="terms">What is reserved for it if it was admitted.</param>
internal sealed class BookOrder(AnswerBox answers, MarketStake stake, in SubmitOrder order, in OrderTerms terms)
    : BookCommand(answers, stake)
{
    private readonly SubmitOrder _order = order;
    private readonly OrderTerms _terms = terms;

    /// <inheritdoc/>
    public override BatchedKind Kind => BatchedKind.Order;

    /// <inheritdoc/>
    public override CommandKey Id => _order.Id;

    /// <inheritdoc/>
    public override long DeadlineNs => _order.DeadlineNs;

    /// <summary>The message of the present call.</summary>
    public SubmitOrder ToMessage() => _order with { Call = Stamp.ToContract() };

    /// <inheritdoc/>
    protected override CallStamp TakeStamp(CallLedger calls) =>
        _order.Verdict == ResultCode.Ok ? calls.Reserve(_terms, _order.ReserveQuanta) : calls.Call();
}
