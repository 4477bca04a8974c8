using Orleans;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Grains.Couriers;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Grains.Messaging;
using OrleansMarkets.Grains.OrderBooks;

namespace OrleansMarkets.Grains.CrossMargin;

/// <summary>
/// Calls books on behalf of the account until there is a result. A timeout is not a failure: the same command goes again with a new
/// stamp, and the book answers with the result it has stored, or executes it now; the call that was lost can never happen any more,
/// because its stamp is below. Every call's row settles the reservations it proves.
/// </summary>
/// <param name="account">The account.</param>
/// <param name="couriers">The silo's couriers.</param>
/// <param name="underWay">Commands without a result.</param>
/// <param name="grains">Finds the books.</param>
/// <param name="clock">Clock of deadlines and pauses.</param>
internal sealed class BookCaller(
    MarginAccount account, BookCouriers couriers, CommandsUnderWay underWay, IGrainFactory grains, TimeProvider clock)
{
    /// <summary>Calls made for one command before its outcome is reported as unknown.</summary>
    public const int MaximumAttempts = 12;

    /// <summary>Calls made for one market of a dead man's switch: its owner calls again anyway.</summary>
    public const int MaximumTimerAttempts = 3;

    /// <summary>After its deadline a command is asked for this long: shorter than the book keeps its result.</summary>
    public const long ResolutionNs = MarketLimits.ResultRetentionNs / 2;

    private static readonly RetryDelays Delays = new(TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(2));

    /// <summary>Where couriers leave the answers to the account's commands.</summary>
    public AnswerBox Answers { get; } = new();

    /// <summary>Takes answers from now on; called once, in a turn of the account.</summary>
    public void Start() => _ = Answers.Serve(Take);

    /// <summary>Sends an order or a cancel until it has a result, or until the account's activation has ended.</summary>
    /// <param name="command">The command.</param>
    /// <returns>The result; Unknown when it is not known yet.</returns>
    public Task<PlaceResult> UntilResult(BookCommand command)
    {
        MarketStake stake = command.Stake;
        stake.Courier ??= couriers.To(stake.Symbol);
        if (!stake.Courier.HasRoom(command.Kind))
        {
            return Task.FromResult(PlaceResults.Rejected(ResultCode.Unavailable));
        }

        Call(command);
        return command.Task;
    }

    /// <summary>Begins the first call of a command that <see cref="Carry"/> will hand over with others: reserves for it.</summary>
    /// <param name="command">The command.</param>
    /// <returns>Whether it has begun; else nothing happened.</returns>
    public bool TryBegin(BookCommand command)
    {
        MarketStake stake = command.Stake;
        stake.Courier ??= couriers.To(stake.Symbol);
        if (!stake.Courier.HasRoom(command.Kind) || !stake.Calls.CanCall || account.HasEnded)
        {
            return false;
        }

        command.BeginCall();
        return true;
    }

    /// <summary>Hands commands of one market over that have begun: they leave together, and each goes on until it has a result.</summary>
    /// <param name="commands">The commands in their order.</param>
    public void Carry(IReadOnlyList<BookCommand> commands)
    {
        for (int at = 0; at < commands.Count; at++)
        {
            commands[at].Following = commands.Count - 1 - at;
        }

        try
        {
            commands[0].Stake.Courier!.Carry(grains, commands);
        }
        catch (Exception)
        {
            foreach (BookCommand command in commands)
            {
                command.EndCall(reply: null);
            }
        }
    }

    /// <summary>Sets when a market cancels all orders of the account.</summary>
    /// <param name="stake">The market.</param>
    /// <param name="atNs">Unix time in nanoseconds; 0 for never.</param>
    /// <param name="kind">Which of the account's timers.</param>
    /// <returns>Whether the market has it.</returns>
    public async Task<bool> SetCancelTimer(MarketStake stake, long atNs, CancelTimerKind kind)
    {
        IOrderBookGrain book = grains.GetGrain<IOrderBookGrain>(stake.Symbol);
        for (int attempt = 1; attempt <= MaximumTimerAttempts && !account.HasEnded; attempt++)
        {
            if (stake.Calls.CanCall)
            {
                try
                {
                    var timer = new SetCancelTimer(account.Number, stake.Calls.Call().ToContract(), atNs, kind);
                    TouchReply reply = await book.SetCancelTimer(timer);
                    account.Settle(stake, reply.Row, reply.Sequence);
                    if (reply.Code == ResultCode.Ok)
                    {
                        return true;
                    }
                }
                catch (Exception)
                {
                    // Lost, late or refused: the next attempt says the same again.
                }
            }

            await Task.Delay(Delays.After(attempt), clock);
        }

        _ = SettleInTheEnd(stake);
        return false;
    }

    private static bool IsFinal(ResultCode code) => code is not (ResultCode.Superseded or ResultCode.Unavailable);

    // Makes the next call, unless there have been enough: then its outcome is not known yet.
    private void Call(BookCommand command)
    {
        MarketStake stake = command.Stake;
        if (command.Attempts >= MaximumAttempts || !stake.Calls.CanCall || account.HasEnded)
        {
            GiveUp(command);
            return;
        }

        command.BeginCall();
        try
        {
            stake.Courier!.Carry(grains, command);
        }
        catch (Exception)
        {
            command.EndCall(reply: null);
        }
    }

    // In a turn of the account, once for each call.
    private void Take(BookCommand command)
    {
        if (command.Reply is not { } reply)
        {
            // Lost, late or refused: whichever it was, the next call finds out.
            _ = CallLater(command);
            return;
        }

        ResultCode code = reply.Code == ResultCode.Ok ? Settle(command, reply) : reply.Code;
        if (reply.Code != ResultCode.Ok || IsFinal(code))
        {
            Finish(command, PlaceResults.Of(command, reply));
        }
        else if (code == ResultCode.Unavailable)
        {
            _ = CallLater(command);
        }
        else
        {
            CallInTime(command);
        }
    }

    private async Task CallLater(BookCommand command)
    {
        await Task.Delay(Delays.After(command.Attempts), clock);
        CallInTime(command);
    }

    private void CallInTime(BookCommand command)
    {
        if (clock.NowNs() > command.DeadlineNs + ResolutionNs)
        {
            GiveUp(command);
        }
        else
        {
            Call(command);
        }
    }

    // What was reserved for its calls is released by the row of a touch: it proves that none of them can happen any more.
    private void GiveUp(BookCommand command)
    {
        _ = SettleInTheEnd(command.Stake);
        Finish(command, PlaceResults.Unknown);
    }

    private void Finish(BookCommand command, in PlaceResult result)
    {
        underWay.Forget(command.Id);
        command.Finish(result);
    }

    private ResultCode Settle(BookCommand command, BatchReply reply)
    {
        ref readonly RowImage row = ref command.RowIn(reply);
        ResultCode code = command.AnswerIn(reply).Code;
        account.Settle(command.Stake, row, reply.Sequence);
        if (IsFinal(code))
        {
            SettleUnseen(command.Stake, command.Stamp, row.Call.ToCore());
        }

        return code;
    }

    // A malformed command leaves no trace in the book, not even its stamp: a touch lets go of what was reserved for it.
    private void SettleUnseen(MarketStake stake, CallStamp call, CallStamp seen)
    {
        if (seen < call)
        {
            _ = SettleInTheEnd(stake);
        }
    }

    // However long the book cannot be reached: what the lost calls did is known in the end.
    private async Task SettleInTheEnd(MarketStake stake)
    {
        stake.SettlesWanted++;
        if (stake.SettlesWanted > 1)
        {
            return;
        }

        // Calls given up while a touch was under way are above its stamp: they need another one.
        for (int wanted = 0; wanted < stake.SettlesWanted && !account.HasEnded;)
        {
            int before = stake.SettlesWanted;
            wanted = await Touch(stake, TouchCancel.None, MaximumAttempts) ? before : wanted;
        }

        stake.SettlesWanted = 0;
    }

    /// <summary>Touches a market: raises the stamp, cancels what is asked, and takes in the durable row.</summary>
    /// <param name="stake">The market.</param>
    /// <param name="cancel">Which orders to cancel.</param>
    /// <param name="maximumAttempts">Calls before giving up.</param>
    /// <returns>Whether the market answered.</returns>
    public async Task<bool> Touch(MarketStake stake, TouchCancel cancel, int maximumAttempts)
    {
        IOrderBookGrain book = grains.GetGrain<IOrderBookGrain>(stake.Symbol);
        CallStamp? stamp = null;
        for (int attempt = 1; attempt <= maximumAttempts; attempt++)
        {
            if (stamp is not null || stake.Calls.CanCall)
            {
                try
                {
                    // One stamp for all attempts, so that a book out of reach does not use up the calls that may be unsettled. A
                    // superseded touch has arrived before, or a later call has: its row is as good, only what it cancels is not done.
                    stamp ??= stake.Calls.Call();
                    TouchReply reply = await book.Touch(new TouchAccount(account.Number, stamp.Value.ToContract(), cancel));
                    account.Settle(stake, reply.Row, reply.Sequence);
                    if (reply.Code == ResultCode.Ok || (reply.Code == ResultCode.Superseded && cancel == TouchCancel.None))
                    {
                        return stake.Calls.IsTouched;
                    }

                    stamp = null;
                }
                catch (Exception)
                {
                    // As above.
                }
            }

            await Task.Delay(Delays.After(attempt), clock);
        }

        return false;
    }
}
