using System.Collections.Immutable;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Contracts.OrderBooks;
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

    /// <summary>Cancels the orders of a market, or those of a side or a tag.</summary>
    public Task<PlaceResult> CancelMany(MassCancelRequest cancel) =>
        underWay.Find(cancel.Id, cancel) ?? underWay.Keep(cancel.Id, cancel, CancelManyNew(cancel));

    /// <summary>Sets or clears the dead man's switch in every market of the account.</summary>
    public async Task<ResultCode> CancelAllAfter(long timeoutNs)
    {
        if (timeoutNs is < 0 or > MaximumTimeoutNs)
        {
            return ResultCode.InvalidRequest;
        }

        long at = timeoutNs == 0 ? 0 : clock.NowNs() + timeoutNs;
        bool[] done = await Task.WhenAll(account.Stakes.Select(stake => books.SetCancelTimer(stake, at)));
        await account.Barrier();
        return Array.TrueForAll(done, each => each) && !account.IsRecovering ? ResultCode.Ok : ResultCode.Unknown;
    }

    /// <summary>Executes a batch.</summary>
    public async Task<OrderBatchResult> Execute(OrderBatch batch)
    {
        bool isSound = !batch.Items.IsDefaultOrEmpty
            && batch.Items.Length <= OrderBatch.MaximumItems
            && batch.Items.All(IsOneCommand)
            && AreRunsSound(batch.Items)
            && batch.Items.Select(IdOf).Distinct().Count() == batch.Items.Length;
        if (!isSound)
        {
            return new OrderBatchResult(ResultCode.InvalidRequest, []);
        }

        if (batch.Items.Any(item => SelfTradeGroups.IsNamed(item.Place?.Instructions)))
        {
            await _groups.Find();
        }

        PriceView view = await prices.GetAsync(grains);
        foreach (string symbol in batch.Items.Select(SymbolOf).Distinct(StringComparer.Ordinal).ToArray())
        {
            (ResultCode code, MarketStake? stake) = await Join(symbol);
            if (code != ResultCode.Ok)
            {
                return new OrderBatchResult(code, []);
            }

            if (HasNewerRules(stake!, view))
            {
                await Refresh(stake!, view.ParametersVersion(symbol));
            }
        }

        RestingOrderImage[] orders = await Task.WhenAll(batch.Items.Select(item =>
            item.Amend is { } amendment ? Find(amendment) : Task.FromResult(default(RestingOrderImage))));
        PlaceResult[] results = await Task.WhenAll(SendAll(batch.Items, orders, view));
        return new OrderBatchResult(ResultCode.Ok, [.. results]);
    }

    private static bool IsOneCommand(BatchItem item) =>
        (item.Place is null ? 0 : 1) + (item.Amend is null ? 0 : 1) + (item.Cancel is null ? 0 : 1) == 1;

    // What belongs together is orders of one market.
    private static bool AreRunsSound(ImmutableArray<BatchItem> items)
    {
        for (int at = 0; at < items.Length; at++)
        {
            bool isLast = at == items.Length - 1;
            if (items[at].WithNext && (isLast || items[at].Place is not { } order || items[at + 1].Place?.Symbol != order.Symbol))
            {
                return false;
            }
        }

        return true;
    }

    private static CommandKey IdOf(BatchItem item) => item.Place?.Id ?? item.Amend?.Id ?? item.Cancel!.Id;

    private static string SymbolOf(BatchItem item) => item.Place?.Symbol ?? item.Amend?.Symbol ?? item.Cancel!.Symbol;

    // No await between the first check and the last call: each command is valued with all before it reserved.
    private Task<PlaceResult>[] SendAll(ImmutableArray<BatchItem> items, RestingOrderImage[] orders, PriceView view)
    {
        long now = clock.NowNs();
        var results = new Task<PlaceResult>[items.Length];
        var groups = new Dictionary<MarketStake, List<BookCommand>>();
        ResultCode verdict = ResultCode.Ok;
        for (int at = 0; at < items.Length; at++)
        {
            BatchItem item = items[at];
            object body = (object?)item.Place ?? (object?)item.Amend ?? item.Cancel!;
            bool continues = at > 0 && items[at - 1].WithNext;
            verdict = continues ? verdict : item.WithNext ? JudgeRun(items, at, view, now) : ResultCode.Ok;
            if (underWay.Find(IdOf(item), body) is { } known)
            {
                results[at] = known;
                continue;
            }

            bool isKnown = account.TryGetStake(SymbolOf(item), out MarketStake? stake);
            BookCommand? command = isKnown ? Admit(item, stake!, view, orders[at], now, verdict) : null;
            if (command is null || !books.TryBegin(command))
            {
                results[at] = Task.FromResult(
                    PlaceResults.Rejected(command is null ? ResultCode.InvalidRequest : ResultCode.Unavailable));
                continue;
            }

            if (!groups.TryGetValue(stake!, out List<BookCommand>? group))
            {
                groups.Add(stake!, group = []);
            }

            group.Add(command);
            results[at] = underWay.Keep(command.Id, body, command.Task);
        }

        foreach (List<BookCommand> group in groups.Values)
        {
            books.Carry(group);
        }

        return results;
    }

    private BookCommand? Admit(
        BatchItem item, MarketStake stake, PriceView view, in RestingOrderImage order, long now, ResultCode verdictOfRun)
    {
        if (item.Place is { } place)
        {
            long deadline = place.DeadlineNs == 0 ? now + DefaultDeadlineNs : place.DeadlineNs;
            return IsWellFormed(place, now) ? Admit(_groups.Resolve(place), stake, view, deadline, verdictOfRun) : null;
        }

        if (item.Amend is { } amendment)
        {
            return IsWellFormed(amendment, now) ? Admit(amendment, stake, view, order, now) : null;
        }

        CancelRequest cancel = item.Cancel!;
        return cancel.Id == default || (cancel.OrderId == 0 && cancel.Target == default) ? null : ToCommand(cancel, stake);
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
