using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Core.Accounts;

/// <summary>The rules of an account: a command and the state give events. Nothing here changes anything.</summary>
internal static class AccountDecider
{
    /// <summary>Checks a command's form.</summary>
    public static bool IsWellFormed(long account, in AccountCommand command)
    {
        bool needsId = command.Kind is AccountCommandKind.Deposit or AccountCommandKind.Withdraw or AccountCommandKind.SendTransfer;
        bool needsName = needsId || command.Kind is AccountCommandKind.ReceiveTransfer or AccountCommandKind.JoinMarket
            or AccountCommandKind.RecordStep or AccountCommandKind.PlaceHold;
        bool needsAmount = needsId || command.Kind is AccountCommandKind.ReceiveTransfer or AccountCommandKind.PlaceHold;
        bool needsPeer = command.Kind is AccountCommandKind.SendTransfer or AccountCommandKind.ReceiveTransfer
            or AccountCommandKind.AcknowledgeTransfer or AccountCommandKind.PlaceHold or AccountCommandKind.SettleHold;
        bool boundedAmount = IsBounded(command.AmountQuanta)
            && (command.Kind != AccountCommandKind.RecordStep || IsBounded(command.AvailableQuanta));
        return Enum.IsDefined(command.Kind)
            && needsId == (command.Id != CommandId.None)
            && needsName == (command.Name is { Length: > 0 and <= AccountLimits.MaximumNameLength })
            && boundedAmount
            && (!needsAmount || command.AmountQuanta > 0)
            && needsPeer == (command.Peer != 0)
            && (!needsPeer || command.Peer != account);
    }

    /// <summary>Decides a command that is well formed and not a repetition by id.</summary>
    public static AccountDecision Decide(AccountBooks books, in AccountCommand command, long timeNs)
    {
        AccountDecision decision = Choose(books, command, timeNs);
        foreach (AccountEvent happened in decision.Events)
        {
            if (happened.Kind == AccountEventKind.Posted && !Fits(books, happened))
            {
                return AccountDecision.Without(ResultCode.Unavailable);
            }
        }

        return decision;
    }

    private static AccountDecision Choose(AccountBooks books, in AccountCommand command, long timeNs) => command.Kind switch
    {
        AccountCommandKind.Deposit or AccountCommandKind.Withdraw or AccountCommandKind.SendTransfer =>
            DecideWithResult(books, command, timeNs),
        AccountCommandKind.ReceiveTransfer => ReceiveTransfer(books, command),
        AccountCommandKind.AcknowledgeTransfer => AcknowledgeTransfer(books, command),
        AccountCommandKind.JoinMarket => JoinMarket(books, command),
        AccountCommandKind.StartEpisode => StartEpisode(books, command),
        AccountCommandKind.RecordStep => RecordStep(books, command),
        AccountCommandKind.EndEpisode => EndEpisode(books, command),
        AccountCommandKind.PlaceHold => PlaceHold(books, command),
        AccountCommandKind.SettleHold => SettleHold(books, command),
        _ => throw new InvariantViolationException($"No rule for the account command {command.Kind}."),
    };

    // Refusals that the account's state decides are kept under the id too, so that a repetition cannot turn one into a success.
    private static AccountDecision DecideWithResult(AccountBooks books, in AccountCommand command, long timeNs)
    {
        bool isFull = books.Results.Count >= AccountLimits.MaximumStoredResults && books.ResultOrder.Peek().KeepUntilNs > timeNs;
        if (isFull || !books.Ledger.Accepts(command.Name))
        {
            return AccountDecision.Without(ResultCode.Unavailable);
        }

        AccountDecision decision = command.Kind switch
        {
            AccountCommandKind.Deposit => AccountDecision.Of(
                0,
                Post(command.Name, LedgerBucket.Main, command.AmountQuanta),
                Post(command.Name, LedgerBucket.External, -command.AmountQuanta)),
            AccountCommandKind.Withdraw => Withdraw(books, command),
            _ => SendTransfer(books, command),
        };
        return decision.Code is ResultCode.Ok or ResultCode.InsufficientBalance or ResultCode.AccountInLiquidation
            ? decision with
            {
                Events =
                [
                    .. decision.Events,
                    new AccountEvent(
                        AccountEventKind.ResultStored,
                        Number: decision.Number,
                        Detail: (int)decision.Code,
                        Id: command.Id,
                        BodyHash: command.BodyHash()),
                ],
            }
            : decision;
    }

    private static AccountDecision Withdraw(AccountBooks books, in AccountCommand command)
    {
        if (MayNotLeave(books, command) is { } refusal)
        {
            return AccountDecision.Without(refusal);
        }

        return AccountDecision.Of(
            0,
            Post(command.Name, LedgerBucket.Main, -command.AmountQuanta),
            Post(command.Name, LedgerBucket.External, command.AmountQuanta));
    }

    private static AccountDecision SendTransfer(AccountBooks books, in AccountCommand command)
    {
        if (MayNotLeave(books, command) is { } refusal)
        {
            return AccountDecision.Without(refusal);
        }

        long number = books.LastSent.GetValueOrDefault(command.Peer) + 1;
        return HasRoom(books, command.Peer, number)
            ? AccountDecision.Of(
                number,
                Post(command.Name, LedgerBucket.Main, -command.AmountQuanta),
                Post(command.Name, LedgerBucket.Transit, command.AmountQuanta),
                Opened(command.Peer, number, command.Name, command.AmountQuanta))
            : AccountDecision.Without(ResultCode.Unavailable);
    }

    private static AccountDecision ReceiveTransfer(AccountBooks books, in AccountCommand command)
    {
        TransferInbox inbox = books.Inbox.GetValueOrDefault(command.Peer) ?? new TransferInbox();
        if (command.Number > 0 && inbox.Contains(command.Number))
        {
            return AccountDecision.Without(ResultCode.Ok, command.Number);
        }

        if (!inbox.IsPlausible(command.Number))
        {
            return AccountDecision.Without(ResultCode.InvalidRequest);
        }

        return books.Ledger.Accepts(command.Name)
            ? AccountDecision.Of(
                command.Number,
                new AccountEvent(AccountEventKind.TransferReceived, Peer: command.Peer, Number: command.Number),
                Post(command.Name, LedgerBucket.Transit, -command.AmountQuanta),
                Post(command.Name, LedgerBucket.Main, command.AmountQuanta))
            : AccountDecision.Without(ResultCode.Unavailable);
    }

    private static AccountDecision AcknowledgeTransfer(AccountBooks books, in AccountCommand command)
    {
        if (books.Outbox.ContainsKey((command.Peer, command.Number)))
        {
            return AccountDecision.Of(
                command.Number, new AccountEvent(AccountEventKind.TransferClosed, Peer: command.Peer, Number: command.Number));
        }

        bool isPast = command.Number > 0 && command.Number <= books.LastSent.GetValueOrDefault(command.Peer);
        return AccountDecision.Without(isPast ? ResultCode.Ok : ResultCode.InvalidRequest, command.Number);
    }

    private static AccountDecision JoinMarket(AccountBooks books, in AccountCommand command)
    {
        if (books.Markets.Contains(command.Name))
        {
            return AccountDecision.Without(ResultCode.Ok);
        }

        return books.Markets.Count < AccountLimits.MaximumMarkets
            ? AccountDecision.Of(0, new AccountEvent(AccountEventKind.MarketJoined, command.Name))
            : AccountDecision.Without(ResultCode.Unavailable);
    }

    private static AccountDecision StartEpisode(AccountBooks books, in AccountCommand command)
    {
        if (books.Episode is { } open)
        {
            return AccountDecision.Without(ResultCode.LiquidationInProgress, open.Number);
        }

        // The command carries equity as its amount and maintenance margin as what must be available.
        if (command.AmountQuanta >= command.AvailableQuanta)
        {
            return AccountDecision.Without(ResultCode.NotLiquidatable);
        }

        long number = books.LastEpisode + 1;
        return AccountDecision.Of(
            number,
            new AccountEvent(
                AccountEventKind.EpisodeStarted,
                AmountQuanta: command.AmountQuanta,
                OtherQuanta: command.AvailableQuanta,
                Number: number));
    }

    private static AccountDecision RecordStep(AccountBooks books, in AccountCommand command)
    {
        if (books.Episode is not { } episode || episode.Number != command.Number || command.Detail <= 0)
        {
            return AccountDecision.Without(ResultCode.InvalidRequest);
        }

        return command.Detail > books.LastSteps.GetValueOrDefault(command.Name)
            ? AccountDecision.Of(
                command.Detail,
                new AccountEvent(
                    AccountEventKind.EpisodeStepped,
                    command.Name,
                    AmountQuanta: command.AmountQuanta,
                    OtherQuanta: command.AvailableQuanta,
                    Number: episode.Number,
                    Detail: command.Detail))
            : AccountDecision.Without(ResultCode.Ok, command.Detail);
    }

    private static AccountDecision EndEpisode(AccountBooks books, in AccountCommand command)
    {
        if (books.Episode is null && command.Number > 0 && command.Number <= books.LastEpisode)
        {
            return AccountDecision.Without(ResultCode.Ok, command.Number);
        }

        bool valid = books.Episode?.Number == command.Number && Enum.IsDefined((EpisodeEndReason)command.Detail);
        return valid
            ? AccountDecision.Of(
                command.Number, new AccountEvent(AccountEventKind.EpisodeEnded, Number: command.Number, Detail: command.Detail))
            : AccountDecision.Without(ResultCode.InvalidRequest);
    }

    private static AccountDecision PlaceHold(AccountBooks books, in AccountCommand command)
    {
        // A hold may be raised while the account's deficit grows; asking for no more than it is repeats the answer.
        bool isRaise = books.Holds.TryGetValue((command.Peer, command.Number), out InsuranceHold present);
        if (isRaise && (command.AmountQuanta <= present.AmountQuanta || command.AvailableQuanta <= 0 || command.Name != present.Asset))
        {
            return AccountDecision.Without(ResultCode.Ok, present.AmountQuanta);
        }

        bool isPast = books.SettledHolds.TryGetValue(command.Peer, out SettledHold settled) && settled.Episode >= command.Number;
        if (isPast || command.Number <= 0)
        {
            return AccountDecision.Without(ResultCode.InvalidRequest);
        }

        if ((!isRaise && books.Holds.Count >= AccountLimits.MaximumHolds) || !books.Ledger.Accepts(command.Name))
        {
            return AccountDecision.Without(ResultCode.Unavailable);
        }

        long added = Math.Min(command.AmountQuanta - present.AmountQuanta, command.AvailableQuanta);
        long held = present.AmountQuanta + added;
        return added > 0
            ? AccountDecision.Of(
                held,
                Post(command.Name, LedgerBucket.Main, -added),
                Post(command.Name, LedgerBucket.Held, added),
                new AccountEvent(AccountEventKind.HoldPlaced, command.Name, held, Peer: command.Peer, Number: command.Number))
            : AccountDecision.Without(ResultCode.InsufficientBalance);
    }

    // One record: the deficit goes into transit to the account, the rest back to insurance. Cover comes before anything is returned.
    private static AccountDecision SettleHold(AccountBooks books, in AccountCommand command)
    {
        if (books.SettledHolds.TryGetValue(command.Peer, out SettledHold settled) && settled.Episode == command.Number)
        {
            return AccountDecision.Without(ResultCode.Ok, settled.PaidQuanta);
        }

        if (!books.Holds.TryGetValue((command.Peer, command.Number), out InsuranceHold hold) || command.AmountQuanta < 0)
        {
            return AccountDecision.Without(ResultCode.InvalidRequest);
        }

        long deficit = command.AmountQuanta;
        long number = books.LastSent.GetValueOrDefault(command.Peer) + 1;
        if (deficit > hold.AmountQuanta)
        {
            return AccountDecision.Without(ResultCode.InsufficientBalance);
        }

        var events = new List<AccountEvent>
        {
            new(AccountEventKind.HoldSettled, hold.Asset, deficit, Peer: command.Peer, Number: command.Number),
            Post(hold.Asset, LedgerBucket.Held, -hold.AmountQuanta),
        };
        if (deficit > 0)
        {
            if (!HasRoom(books, command.Peer, number))
            {
                return AccountDecision.Without(ResultCode.Unavailable);
            }

            events.Add(Post(hold.Asset, LedgerBucket.Transit, deficit));
            events.Add(Opened(command.Peer, number, hold.Asset, deficit));
        }

        events.Add(Post(hold.Asset, LedgerBucket.Main, hold.AmountQuanta - deficit));
        return new AccountDecision(ResultCode.Ok, deficit, events);
    }

    private static ResultCode? MayNotLeave(AccountBooks books, in AccountCommand command)
    {
        if (books.Episode is not null)
        {
            return ResultCode.AccountInLiquidation;
        }

        return command.AmountQuanta > command.AvailableQuanta ? ResultCode.InsufficientBalance : null;
    }

    // Room in the list, and for this receiver not further ahead of the oldest open transfer than its inbox remembers.
    private static bool HasRoom(AccountBooks books, long to, long number)
    {
        if (books.Outbox.Count >= AccountLimits.MaximumOpenTransfers)
        {
            return false;
        }

        foreach ((long To, long Number) key in books.Outbox.Keys)
        {
            if (key.To == to)
            {
                return number - key.Number < AccountLimits.MaximumOpenTransfers;
            }
        }

        return true;
    }

    private static bool IsBounded(long amountQuanta) =>
        amountQuanta is >= -AccountLimits.MaximumAmountQuanta and <= AccountLimits.MaximumAmountQuanta;

    private static bool Fits(AccountBooks books, in AccountEvent posted)
    {
        Int128 balance = (Int128)books.Ledger.Get(posted.Name, (LedgerBucket)posted.Detail) + posted.AmountQuanta;
        return balance >= -AccountLimits.MaximumBalanceQuanta && balance <= AccountLimits.MaximumBalanceQuanta;
    }

    private static AccountEvent Post(string asset, LedgerBucket bucket, long amountQuanta) =>
        new(AccountEventKind.Posted, asset, amountQuanta, Detail: (int)bucket);

    private static AccountEvent Opened(long to, long number, string asset, long amountQuanta) =>
        new(AccountEventKind.TransferOpened, asset, amountQuanta, Peer: to, Number: number);
}
