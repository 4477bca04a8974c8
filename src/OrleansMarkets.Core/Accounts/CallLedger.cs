using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Margin;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Accounts;

/// <summary>
/// One activation's calls to one book: gives each call its stamp, keeps what the call may come to as a reservation, and lets it go only
/// when a row proves that the call is in it or can never happen. The rule: a row with stamp (epoch, n) settles every reservation up to n,
/// because the book refuses any stamp not above the highest it has seen. A row's own sequence proves nothing about a call that is still
/// under way.
/// </summary>
public sealed class CallLedger
{
    /// <summary>Most calls to one book that may be unsettled at a time: a book that answers nothing is not given more.</summary>
    public const int MaximumUnsettled = 1_024;

    private readonly Queue<Reservation> _reservations;
    private ClearingRow _row;

    /// <summary>Begins for an activation that knows nothing of the book yet.</summary>
    /// <param name="epoch">Epoch of the account's activation, higher than that of any before it.</param>
    public CallLedger(long epoch)
    {
        Epoch = epoch;
        _reservations = new Queue<Reservation>();
    }

    private CallLedger(CallLedger other)
    {
        Epoch = other.Epoch;
        _reservations = new Queue<Reservation>(other._reservations);
        LastNumber = other.LastNumber;
        _row = other._row;
        HasRow = other.HasRow;
        PendingBuyLots = other.PendingBuyLots;
        PendingSellLots = other.PendingSellLots;
        PendingReduceOnlyLots = other.PendingReduceOnlyLots;
        PendingReserveQuanta = other.PendingReserveQuanta;
    }

    /// <summary>Epoch of the account's activation.</summary>
    public long Epoch { get; }

    /// <summary>Number of the last call; 0 before the first.</summary>
    public long LastNumber { get; private set; }

    /// <summary>The latest row.</summary>
    public ref readonly ClearingRow Row => ref _row;

    /// <summary>Whether any row was received.</summary>
    public bool HasRow { get; private set; }

    /// <summary>
    /// Whether the book has seen a call of this activation. Until then calls of an earlier activation may still arrive there, so the
    /// account takes no new risk, pays no money out and is not liquidated.
    /// </summary>
    public bool IsTouched => HasRow && Row.Stamp.Epoch == Epoch;

    /// <summary>Calls whose outcome is not in the row yet.</summary>
    public int Unsettled => _reservations.Count;

    /// <summary>Whether another call may be made.</summary>
    public bool CanCall => _reservations.Count < MaximumUnsettled;

    /// <summary>Lots of buy orders in flight that may open risk.</summary>
    public long PendingBuyLots { get; private set; }

    /// <summary>Lots of sell orders in flight that may open risk.</summary>
    public long PendingSellLots { get; private set; }

    /// <summary>Lots of reduce-only orders in flight.</summary>
    public long PendingReduceOnlyLots { get; private set; }

    /// <summary>Order reserves in flight, quote quanta.</summary>
    public long PendingReserveQuanta { get; private set; }

    /// <summary>Stamps a call that can open no risk: a cancel, an amendment downward, a touch.</summary>
    /// <returns>The stamp to send.</returns>
    /// <exception cref="InvalidOperationException">Too many calls are unsettled.</exception>
    public CallStamp Call() => Add(0, 0, 0, 0);

    /// <summary>Stamps the call of an order and reserves for it, in the same step in which margin admitted it.</summary>
    /// <param name="order">The order.</param>
    /// <param name="reserveQuanta">Its reserve, fixed at entry.</param>
    /// <returns>The stamp to send.</returns>
    /// <exception cref="InvalidOperationException">Too many calls are unsettled.</exception>
    public CallStamp Reserve(in OrderTerms order, long reserveQuanta)
    {
        long opening = order.ReduceOnly ? 0 : order.QuantityLots;
        return Add(
            order.Side == Side.Buy ? opening : 0,
            order.Side == Side.Sell ? opening : 0,
            order.ReduceOnly ? order.QuantityLots : 0,
            reserveQuanta);
    }

    /// <summary>Whether a row with this sequence is newer than what is known.</summary>
    /// <param name="accountSequence">The row's sequence.</param>
    public bool IsNews(long accountSequence) => !HasRow || accountSequence > _row.AccountSequence;

    /// <summary>Takes in a row, however it came: reply, push or read; late, repeated or out of order.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Whether it was newer than what was known.</returns>
    public bool Settle(in ClearingRow row)
    {
        if (!IsNews(row.AccountSequence))
        {
            return false;
        }

        _row = row;
        HasRow = true;
        while (_reservations.TryPeek(out Reservation oldest) && oldest.Stamp <= row.Stamp)
        {
            _reservations.Dequeue();
            PendingBuyLots -= oldest.BuyLots;
            PendingSellLots -= oldest.SellLots;
            PendingReduceOnlyLots -= oldest.ReduceOnlyLots;
            PendingReserveQuanta -= oldest.ReserveQuanta;
        }

        return true;
    }

    /// <summary>An independent copy: for what-if questions and for exploring all interleavings.</summary>
    public CallLedger Copy() => new(this);

    private CallStamp Add(long buyLots, long sellLots, long reduceOnlyLots, long reserveQuanta)
    {
        if (!CanCall)
        {
            throw new InvalidOperationException($"{MaximumUnsettled} calls to the book are unsettled.");
        }

        var stamp = new CallStamp(Epoch, checked(LastNumber + 1));
        PendingBuyLots = checked(PendingBuyLots + buyLots);
        PendingSellLots = checked(PendingSellLots + sellLots);
        PendingReduceOnlyLots = checked(PendingReduceOnlyLots + reduceOnlyLots);
        PendingReserveQuanta = checked(PendingReserveQuanta + reserveQuanta);
        LastNumber = stamp.Number;
        _reservations.Enqueue(new Reservation(stamp, buyLots, sellLots, reduceOnlyLots, reserveQuanta));
        return stamp;
    }
}
