using Orleans;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Grains.Messaging;
using OrleansMarkets.Grains.OrderBooks;

namespace OrleansMarkets.Grains.CrossMargin;

/// <summary>
/// Calls books on behalf of the account until there is a result. A timeout is not a failure: the same command goes again with a new
/// stamp, and
/// the book answers with the result it has stored, or executes it now; the call that was lost can never happen any more, because its
/// stamp is
/// below. Every call's row settles the reservations it proves.
/// </summary>
/// <param name="account">The account.</param>
/// <param name="grains">Finds the books.</param>
/// <param name="clock">Clock of deadlines and pauses.</param>
internal sealed class BookCaller(MarginAccount account, IGrainFactory grains, TimeProvider clock)
{
    /// <summary>Calls made for one command before its outcome is reported as unknown.</summary>
    public const int MaximumAttempts = 12;

    /// <summary>After its deadline a command is asked for this long: shorter than the book keeps its result.</summary>
    public const long ResolutionNs = MarketLimits.ResultRetentionNs / 2;

    private static readonly RetryDelays Delays = new(TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(2));

    /// <summary>Calls that had to be repeated, for reports.</summary>
    public long Repeats { get; private set; }

    /// <summary>Sends an order or a cancel until it has a result.</summary>
    /// <param name="stake">The market.</param>
    /// <param name="deadlineNs">The command's deadline.</param>
    /// <param name="stamp">Stamps one call, reserving what it may come to.</param>
    /// <param name="send">Makes one call.</param>
    /// <returns>The result, or null when it is not known yet.</returns>
    public async Task<OrderReply?> UntilResult(
        MarketStake stake,
        long deadlineNs,
        Func<CallStamp> stamp,
        Func<IOrderBookGrain, CallNumber, Task<OrderReply>> send)
    {
        IOrderBookGrain book = grains.GetGrain<IOrderBookGrain>(stake.Symbol);
        for (int attempt = 1; attempt <= MaximumAttempts && stake.Calls.CanCall; attempt++)
        {
            try
            {
                CallStamp call = stamp();
                OrderReply reply = await send(book, call.ToContract());
                account.Settle(stake, reply.Row.ToCore(), reply.Sequence);
                if (reply.Code != ResultCode.Superseded)
                {
                    SettleUnseen(stake, call, reply.Row.Call.ToCore());
                    return reply;
                }
            }
            catch (Exception)
            {
                // Lost, late or refused: whichever it was, the next call finds out.
                await Task.Delay(Delays.After(attempt), clock);
            }

            Repeats++;
            if (clock.NowNs() > deadlineNs + ResolutionNs)
            {
                break;
            }
        }

        // What was reserved for these calls is released by the row of a touch: it proves that none of them can happen any more.
        _ = Touch(stake, TouchCancel.None, MaximumAttempts);
        return null;
    }

    // A malformed command leaves no trace in the book, not even its stamp: a touch lets go of what was reserved for it.
    private void SettleUnseen(MarketStake stake, CallStamp call, CallStamp seen)
    {
        if (seen < call)
        {
            _ = Touch(stake, TouchCancel.None, MaximumAttempts);
        }
    }

    /// <summary>Touches a market: raises the stamp, cancels what is asked, and takes in the durable row.</summary>
    /// <param name="stake">The market.</param>
    /// <param name="cancel">Which orders to cancel.</param>
    /// <param name="maximumAttempts">Calls before giving up.</param>
    /// <returns>Whether the market answered.</returns>
    public async Task<bool> Touch(MarketStake stake, TouchCancel cancel, int maximumAttempts)
    {
        IOrderBookGrain book = grains.GetGrain<IOrderBookGrain>(stake.Symbol);
        for (int attempt = 1; attempt <= maximumAttempts; attempt++)
        {
            if (stake.Calls.CanCall)
            {
                try
                {
                    CallStamp stamp = stake.Calls.Call();
                    TouchReply reply = await book.Touch(new TouchAccount(account.Number, stamp.ToContract(), cancel));
                    account.Settle(stake, reply.Row.ToCore(), reply.Sequence);
                    if (reply.Code == ResultCode.Ok)
                    {
                        return true;
                    }
                }
                catch (Exception)
                {
                    // As above.
                }
            }

            Repeats++;
            await Task.Delay(Delays.After(attempt), clock);
        }

        return false;
    }
}
