using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Accounts;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Grains.OrderBooks;

namespace OrleansMarkets.Grains.Couriers;

/// <summary>An order or a cancel on its way to a book until it has a result: made once, stamped anew for each call.</summary>
internal sealed class BookCommand
{
    private readonly SubmitOrder _order;
    private readonly CancelOrder _cancel;
    private readonly OrderTerms _terms;

    /// <summary>An order.</summary>
    /// <param name="order">The message; its stamp is filled in later.</param>
    /// <param name="terms">What is reserved for it if it was admitted.</param>
    public BookCommand(in SubmitOrder order, in OrderTerms terms)
    {
        Kind = BatchedKind.Order;
        _order = order;
        _terms = terms;
    }

    /// <summary>A cancel.</summary>
    /// <param name="cancel">The message; its stamp is filled in later.</param>
    public BookCommand(in CancelOrder cancel)
    {
        Kind = BatchedKind.Cancel;
        _cancel = cancel;
    }

    /// <summary>What it is.</summary>
    public BatchedKind Kind { get; }

    /// <summary>Executed before this Unix time in nanoseconds or not at all.</summary>
    public long DeadlineNs => Kind == BatchedKind.Order ? _order.DeadlineNs : _cancel.DeadlineNs;

    /// <summary>Stamps one call and reserves what it may come to.</summary>
    /// <param name="calls">The account's calls to the book.</param>
    public CallStamp Stamp(CallLedger calls) => Kind == BatchedKind.Order && _order.Verdict == ResultCode.Ok
        ? calls.Reserve(_terms, _order.ReserveQuanta)
        : calls.Call();

    /// <summary>The message of an order.</summary>
    public SubmitOrder ToOrder(CallStamp stamp) => _order with { Call = stamp.ToContract() };

    /// <summary>The message of a cancel.</summary>
    public CancelOrder ToCancel(CallStamp stamp) => _cancel with { Call = stamp.ToContract() };
}
