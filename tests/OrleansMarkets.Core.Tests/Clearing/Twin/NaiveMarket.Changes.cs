using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Tests.Clearing.Twin;

/// <content>What changes or ends orders that are there.</content>
internal sealed partial class NaiveMarket
{
    public NaiveResult Cancel(int account, int number)
    {
        Begin();
        NaiveMarketOrder? found = Find(account, number);
        long lots = found?.Lots ?? 0;
        if (found is not null)
        {
            Take(found, lots, CancelReason.Requested);
        }

        End();
        return found is null
            ? new NaiveResult(ResultCode.OrderNotFound)
            : new NaiveResult(ResultCode.Ok, Cancelled: lots, Reason: CancelReason.Requested);
    }

    public NaiveResult CancelMany(int account, Side side, long tag)
    {
        Begin();
        long lots = CancelAll(
            account,
            CancelReason.Requested,
            order => (side == 0 || order.Side == side) && (tag == 0 || order.Instructions.Tag == tag));
        End();
        return new NaiveResult(ResultCode.Ok, Cancelled: lots, Reason: lots > 0 ? CancelReason.Requested : CancelReason.None);
    }

    public void Touch(int account, TouchCancel cancel)
    {
        Begin();
        CancelAll(
            account,
            CancelReason.Touched,
            order => cancel == TouchCancel.All || (cancel == TouchCancel.Opening && !order.IsReduceOnly));
        End();
    }

    public void SetTimer(int account, long atNs, CancelTimerKind kind)
    {
        Begin();
        _timers.Remove((account, kind));
        if (atNs != 0)
        {
            _timers.Add((account, kind), atNs);
        }

        End();
    }

    public NaiveResult Amend(NaiveAmendment to)
    {
        // One that was amended while it waited and has begun to rest since is not the one that the owner's risk check has seen.
        bool isSeen = Find(to.Account, to.Number) is { } seen && (_resting.Contains(seen) || !seen.IsAmended);
        Begin();
        NaiveMarketOrder? found = Find(to.Account, to.Number);
        NaiveResult result = found is null ? new NaiveResult(ResultCode.OrderNotFound)
            : _waiting.Contains(found) ? AmendWaiting(found, to)
            : to.ChangesTrigger ? new NaiveResult(ResultCode.CannotAmend)
            : AmendResting(found, to.Price, to.Lots, isSeen);
        End();
        return result;
    }

    private NaiveMarketOrder? Find(int account, int number) =>
        _resting.Concat(_waiting).SingleOrDefault(order => order.Number == number && order.Account == account);

    private NaiveResult AmendResting(NaiveMarketOrder order, long price, long lots, bool isSeen)
    {
        long quantity = lots == 0 ? order.Quantity : lots;
        long left = quantity - (order.Quantity - order.Lots);
        long present = order.Lots;
        price = price == 0 ? order.Price : price;
        if (left <= 0)
        {
            Take(order, present, CancelReason.Amended);
            return new NaiveResult(ResultCode.Ok, Cancelled: present, Reason: CancelReason.Amended);
        }

        if (price != order.Price || left > present)
        {
            return Replace(order, (price, lots, quantity, left), isSeen);
        }

        if (left == present)
        {
            return new NaiveResult(ResultCode.Ok, Resting: left);
        }

        _events.Add($"shrink {order.Number} {price} {left}");
        order.Lose(present - left);
        order.Quantity = quantity;
        return new NaiveResult(ResultCode.Ok, Resting: left, Cancelled: present - left, Reason: CancelReason.Amended);
    }

    // The order enters like a new one; until all checks have passed it rests as it is.
    private NaiveResult Replace(NaiveMarketOrder order, (long Price, long Lots, long Quantity, long Left) terms, bool isSeen)
    {
        (long price, long lots, long quantity, long left) = terms;
        if (order.Peg.Reference != PegReference.None || !order.MayRest)
        {
            return new NaiveResult(ResultCode.CannotAmend);
        }

        NaiveMarketOrder next = order.Copy();
        (next.Price, next.Lots, next.Quantity) = (price, left, quantity);
        ResultCode code = CheckTerms(next, lots, isChild: false, isEntered: true);
        code = code == ResultCode.Ok && !isSeen ? ResultCode.OrderChanged : code;
        code = code == ResultCode.Ok ? CheckRow(next, waits: false, order.IsChild, replaced: order) : code;
        long limit = price;
        code = code == ResultCode.Ok ? CheckBook(next, ref limit) : code;
        if (code != ResultCode.Ok)
        {
            return new NaiveResult(code);
        }

        LeaveLists(order);
        (order.Price, order.Lots, order.Quantity) = (price, left, quantity);
        _events.Add($"replace {order.Number} {limit} {left}");
        NaiveResult result = Work(order, limit);
        Filled(order, result);
        EndTaker(order);
        return result;
    }

    private long CancelAll(int account, CancelReason reason, Func<NaiveMarketOrder, bool> isMeant)
    {
        long lots = 0;
        foreach (NaiveMarketOrder order in _resting.Concat(_waiting).Where(each => each.Account == account && isMeant(each)).ToList())
        {
            lots += order.Lots;
            Take(order, order.Lots, reason);
        }

        return lots;
    }

    // What is due happens first, by time; what expires at the time of an auction is no part of it.
    private void ApplyDue()
    {
        while (Math.Min(NextDueNs(), AuctionNs) <= NowNs)
        {
            if (NextDueNs() <= AuctionNs)
            {
                EndNextDue();
            }
            else
            {
                Hold();
            }
        }
    }

    private long NextDueNs() => Alive.Select(order => order.Instructions.ExpiresNs).Where(ns => ns != 0)
        .Concat(_timers.Values).DefaultIfEmpty(long.MaxValue).Min();

    // At the same time what rests before what waits, and timers last; then by number.
    private void EndNextDue()
    {
        NaiveMarketOrder? resting = Expired(_resting);
        NaiveMarketOrder? waiting = Expired(_waiting);
        var timer = _timers.Where(each => each.Value <= NowNs).OrderBy(each => each.Value).FirstOrDefault();
        long timerNs = timer.Key == default ? long.MaxValue : timer.Value;
        long waitingNs = waiting?.Instructions.ExpiresNs ?? long.MaxValue;
        if (resting is not null && resting.Instructions.ExpiresNs <= Math.Min(waitingNs, timerNs))
        {
            Take(resting, resting.Lots, CancelReason.Expired);
        }
        else if (waiting is not null && waitingNs <= timerNs)
        {
            Take(waiting, waiting.Lots, CancelReason.Expired);
        }
        else
        {
            CancelAll(timer.Key.Account, CancelReason.TimerRanOut, _ => true);
            _timers.Remove(timer.Key);
        }
    }

    private NaiveMarketOrder? Expired(List<NaiveMarketOrder> orders) => orders
        .Where(order => order.Instructions.ExpiresNs != 0 && order.Instructions.ExpiresNs <= NowNs)
        .OrderBy(order => order.Instructions.ExpiresNs)
        .ThenBy(order => order.Number)
        .FirstOrDefault();
}
