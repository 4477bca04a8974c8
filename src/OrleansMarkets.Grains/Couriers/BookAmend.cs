using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Accounts;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Grains.CrossMargin;
using OrleansMarkets.Grains.OrderBooks;

namespace OrleansMarkets.Grains.Couriers;

/// <summary>An amendment on its way to a book.</summary>
/// <param name="answers">Where the account takes its answers.</param>
/// <param name="stake">The account's stake in the market.</param>
/// <param name="amendment">The message; its stamp is filled in for each call.</param>
/// <param name="more">What the order has more than before, if it was admitted.</param>
/// <param name="moreQuanta">What it reserves more than before, quote quanta.</param>
internal sealed class BookAmend(
    AnswerBox answers, MarketStake stake, in AmendOrder amendment, in OrderTerms more, long moreQuanta) : BookCommand(answers, stake)
{
    private readonly AmendOrder _amendment = amendment;
    private readonly OrderTerms _more = more;

    /// <inheritdoc/>
    public override BatchedKind Kind => BatchedKind.Amend;

    /// <inheritdoc/>
    public override CommandKey Id => _amendment.Id;

    /// <inheritdoc/>
    public override long DeadlineNs => _amendment.DeadlineNs;

    /// <summary>The message of the present call.</summary>
    public AmendOrder ToMessage() => _amendment with { Call = Stamp.ToContract() };

    /// <inheritdoc/>
    protected override CallStamp TakeStamp(CallLedger calls) =>
        _amendment.Verdict == ResultCode.Ok ? calls.Reserve(_more, moreQuanta) : calls.Call();
}
