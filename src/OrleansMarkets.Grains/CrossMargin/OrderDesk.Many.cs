using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Clearing;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Matching;
using OrleansMarkets.Grains.Couriers;
using OrleansMarkets.Grains.Hosting;
using OrleansMarkets.Grains.Markets;

namespace OrleansMarkets.Grains.CrossMargin;

/// <content>Several commands at once, and what cancels several orders.</content>
internal sealed partial class OrderDesk
{
    /// <summary>Longest time of a dead man's switch, nanoseconds.</summary>
    public const long MaximumTimeoutNs = 86_400_000_000_000;

    private readonly OpenBatches _batches = new(clock);

    /// <summary>Cancels the orders of a market, or those of a side or a tag.</summary>
    public Task<PlaceResult> CancelMany(MassCancelRequest cancel) =>
        underWay.Find(cancel.Id, cancel) ?? underWay.Keep(cancel.Id, cancel, CancelManyNew(cancel));

    /// <summary>Sets or clears a dead man's switch in every market of the account.</summary>
    public async Task<ResultCode> SetCancelTimer(long timeoutNs, CancelTimerKind kind)
    {
        if (timeoutNs is < 0 or > MaximumTimeoutNs)
        {
            return ResultCode.InvalidRequest;
        }

        long at = timeoutNs == 0 ? 0 : clock.NowNs() + timeoutNs;
        bool[] done = await Task.WhenAll(account.Stakes.Select(stake => books.SetCancelTimer(stake, at, kind)));
        await account.Barrier();
        return Array.TrueForAll(done, each => each) && !account.IsRecovering ? ResultCode.Ok : ResultCode.Unknown;
    }

    /// <summary>Executes a batch.</summary>
    public Task<OrderBatchResult> Execute(OrderBatch batch)
    {
        bool isSound = !batch.Items.IsDefaultOrEmpty
            && batch.Items.Length <= OrderBatch.MaximumItems
            && batch.Items.All(IsOneCommand)
            && AreRunsSound(batch.Items);
        if (!isSound)
        {
            return Task.FromResult(new OrderBatchResult(ResultCode.InvalidRequest, []));
        }

        BatchTally tally = _batches.Open(batch.Items.Length);
        long now = clock.NowNs();

        // Nearly always there is nothing to ask first, and then nothing to wait for.
        if (prices.TryGetRecent(out PriceView view) && !batch.Items.Any(MustAskFirst))
        {
            SendAll(batch.Items, [], view, now, tally);
        }
        else
        {
            _ = AskThenSendAll(batch.Items, now, tally);
        }

        return tally.Task;
    }

    private static bool IsOneCommand(BatchItem item) =>
        (item.Place is null ? 0 : 1) + (item.Amend is null ? 0 : 1) + (item.Cancel is null ? 0 : 1) == 1;

    private static CommandKey IdOf(BatchItem item) => item.Place?.Id ?? item.Amend?.Id ?? item.Cancel!.Id;

    private static string SymbolOf(BatchItem item) => item.Place?.Symbol ?? item.Amend?.Symbol ?? item.Cancel!.Symbol;

    private static object BodyOf(BatchItem item) => (object?)item.Place ?? (object?)item.Amend ?? item.Cancel!;

    private static bool IsWellFormed(BatchItem item, long now) =>
        item.Place is { } order ? IsWellFormed(order, now)
        : item.Amend is { } amendment ? IsWellFormed(amendment, now)
        : IsWellFormed(item.Cancel!);

    private async Task AskThenSendAll(ImmutableArray<BatchItem> items, long now, BatchTally tally)
    {
        if (items.Any(NamesGroup))
        {
            await _groups.Find();
        }

        await JoinForRuns(items);
        PriceView view = await prices.GetAsync(grains);
        RestingOrderImage?[] orders = items.Any(item => item.Amend is not null)
            ? await Task.WhenAll(items.Select(item => TryFind(item, view, now)))
            : [];
        SendAll(items, orders, view, now, tally);
    }

    // What an amendment is checked against; null for what is no amendment, or cannot be sent with the others.
    private async Task<RestingOrderImage?> TryFind(BatchItem item, PriceView view, long now)
    {
        if (item.Amend is not { } amendment || !IsWellFormed(amendment, now) || !IsReady(item, view, out _))
        {
            return null;
        }

        try
        {
            return await Find(amendment);
        }
        catch (Exception)
        {
            // It goes alone, and asks again.
            return null;
        }
    }

    // Whether the account knows all of a command's market that it needs to decide about it now.
    private bool IsReady(BatchItem item, PriceView view, [NotNullWhen(true)] out MarketStake? stake) =>
        account.TryGetStake(SymbolOf(item), out stake)
        && (item.Cancel is not null || (stake.Calls.IsTouched && !HasNewerRules(stake, view)));

    // No await between the first check and the last call: each command is valued with all before it reserved.
    private void SendAll(
        ImmutableArray<BatchItem> items, ReadOnlySpan<RestingOrderImage?> orders, PriceView view, long now, BatchTally tally)
    {
        Dictionary<MarketStake, List<BookCommand>> groups = [];
        List<int> later = [];
        ResultCode verdict = ResultCode.Ok;
        for (int place = 0; place < items.Length; place++)
        {
            BatchItem item = items[place];
            bool isOfRun = item.WithNext || (place > 0 && items[place - 1].WithNext);
            bool begins = place == 0 || !items[place - 1].WithNext;
            verdict = begins ? (isOfRun ? JudgeRun(items, place, view, now) : ResultCode.Ok) : verdict;
            if (!IsWellFormed(item, now))
            {
                tally.Take(place, PlaceResults.Rejected(ResultCode.InvalidRequest));
            }
            else if (underWay.Find(IdOf(item), BodyOf(item)) is { } known)
            {
                _ = tally.TakeLater(place, known);
            }
            else if (isOfRun && !IsReady(item, view, out _))
            {
                // Alone it would not be what it is.
                tally.Take(place, PlaceResults.Rejected(ResultCode.Unavailable));
            }
            else if (!IsReady(item, view, out MarketStake? stake) || (item.Amend is not null && orders[place] is null))
            {
                later.Add(place);
            }
            else if (Begin(item, stake, view, item.Amend is null ? default : orders[place]!.Value, now, verdict) is { } command)
            {
                command.TellTo(tally, place);
                underWay.Keep(command.Id, BodyOf(item), command.Task);
                GroupOf(groups, stake).Add(command);
            }
            else
            {
                tally.Take(place, PlaceResults.Rejected(ResultCode.Unavailable));
            }
        }

        foreach (List<BookCommand> group in groups.Values)
        {
            books.Carry(group);
        }

        _ = SendInTurn(items, later, tally);
    }

    // What something must be asked about first: each when the one before has its result, so that no command overtakes another, and no
    // market is joined while an order in another one is decided.
    private async Task SendInTurn(ImmutableArray<BatchItem> items, List<int> places, BatchTally tally)
    {
        foreach (int place in places)
        {
            // Its sender has been told that nobody knows: it must not happen long after that.
            if (tally.Task.IsCompleted)
            {
                return;
            }

            await tally.TakeLater(place, SendAlone(items[place]));
        }
    }

    private Task<PlaceResult> SendAlone(BatchItem item) =>
        item.Place is { } order ? Place(order)
        : item.Amend is { } amendment ? Amend(amendment)
        : Cancel(item.Cancel!);

    private static List<BookCommand> GroupOf(Dictionary<MarketStake, List<BookCommand>> groups, MarketStake stake)
    {
        if (!groups.TryGetValue(stake, out List<BookCommand>? group))
        {
            groups.Add(stake, group = []);
        }

        return group;
    }

    // Reserves for a command, unless there is no room for it.
    private BookCommand? Begin(
        BatchItem item, MarketStake stake, PriceView view, in RestingOrderImage order, long now, ResultCode verdictOfRun)
    {
        long deadline = item.Place is { DeadlineNs: > 0 and var named } ? named : now + DefaultDeadlineNs;
        BookCommand command =
            item.Place is { } place ? Admit(_groups.Resolve(place), stake, view, deadline, verdictOfRun)
            : item.Amend is { } amendment ? Admit(amendment, stake, view, order, now)
            : ToCommand(item.Cancel!, stake);
        return books.TryBegin(command) ? command : null;
    }

    private async Task<PlaceResult> CancelManyNew(MassCancelRequest cancel)
    {
        if (cancel.Id == default || cancel.Side is not (0 or Side.Buy or Side.Sell) || cancel.DeadlineNs < 0)
        {
            return PlaceResults.Rejected(ResultCode.InvalidRequest);
        }

        try
        {
            (ResultCode code, MarketStake? stake) = await Join(cancel.Symbol);
            if (stake is null)
            {
                return PlaceResults.Rejected(code);
            }

            long deadline = cancel.DeadlineNs == 0 ? clock.NowNs() + DefaultDeadlineNs : cancel.DeadlineNs;
            var message = new CancelOrders(account.Number, default, cancel.Id, deadline, cancel.Side, cancel.Tag);
            PlaceResult result = await books.UntilResult(new BookMassCancel(books.Answers, stake, message));
            return result with { Status = OrderStatus.None };
        }
        finally
        {
            underWay.Forget(cancel.Id);
        }
    }
}
