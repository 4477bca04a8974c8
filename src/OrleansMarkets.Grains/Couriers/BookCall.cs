using OrleansMarkets.Contracts.OrderBooks;

namespace OrleansMarkets.Grains.Couriers;

/// <summary>
/// One stamped command of an account on its way to a book. Whoever awaits it goes on in the turns of its own activation, wherever the answer
/// came in.
/// </summary>
internal sealed class BookCall : TaskCompletionSource<BookAnswer>
{
    private readonly SubmitOrder _order;
    private readonly CancelOrder _cancel;

    /// <summary>An order.</summary>
    public BookCall(in SubmitOrder order)
    {
        Kind = BatchedKind.Order;
        _order = order;
    }

    /// <summary>A cancel.</summary>
    public BookCall(in CancelOrder cancel)
    {
        Kind = BatchedKind.Cancel;
        _cancel = cancel;
    }

    /// <summary>What it is.</summary>
    public BatchedKind Kind { get; }

    /// <summary>The order, if it is one.</summary>
    public ref readonly SubmitOrder Order => ref _order;

    /// <summary>The cancel, if it is one.</summary>
    public ref readonly CancelOrder Cancel => ref _cancel;
}
