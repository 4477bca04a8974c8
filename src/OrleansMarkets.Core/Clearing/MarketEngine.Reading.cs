using OrleansMarkets.Core.Clearing.Conditionals;
using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Core.Clearing;

public sealed partial class MarketEngine
{
    /// <summary>The account's row, settled up to the present funding index; an empty one if it has none.</summary>
    public ClearingRow ReadRow(long account) =>
        TryReadRow(account, out ClearingRow row) ? row : default(ClearingRow) with { Account = account, FundingIndex = FundingIndex };

    /// <summary>Whether the account has a row, and the row, settled.</summary>
    /// <param name="account">The account.</param>
    /// <param name="row">Its row.</param>
    public bool TryReadRow(long account, out ClearingRow row)
    {
        int index = _state.Rows.Find(account);
        row = index == RowTable.None ? default : SettledImage(index);
        return index != RowTable.None;
    }

    /// <summary>
    /// Settled rows in an order that is stable for the life of this engine: pages for keepers and for pushes after a recovery.
    /// </summary>
    /// <param name="start">Number of rows to pass over.</param>
    /// <param name="rows">Where to put them.</param>
    /// <returns>How many were put.</returns>
    public int CopyRows(int start, Span<ClearingRow> rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        int count = Math.Min(rows.Length, Math.Max(0, _state.Rows.Count - start));
        for (int at = 0; at < count; at++)
        {
            rows[at] = SettledImage(start + at);
        }

        return count;
    }

    /// <summary>The account's resting orders, oldest first.</summary>
    /// <param name="account">The account.</param>
    /// <param name="orders">Where to put them.</param>
    /// <returns>How many were put; at most the length of <paramref name="orders"/>.</returns>
    public int CopyOrders(long account, Span<RestingOrder> orders)
    {
        int index = _state.Rows.Find(account);
        int count = 0;
        int slot = index == RowTable.None ? LimitOrderBook.None : Book.OldestOf(index);
        for (; slot != LimitOrderBook.None && count < orders.Length; slot = Book.Terms(slot).OwnerNext)
        {
            orders[count++] = _state.ImageOf(slot);
        }

        return count;
    }

    /// <summary>The account's waiting orders, oldest first.</summary>
    /// <param name="account">The account.</param>
    /// <param name="orders">Where to put them.</param>
    /// <returns>How many were put; at most the length of <paramref name="orders"/>.</returns>
    public int CopyWaiting(long account, Span<WaitingImage> orders)
    {
        int index = _state.Rows.Find(account);
        int count = 0;
        int slot = index == RowTable.None ? ConditionalBook.None : _state.Conditionals.OldestOf(index);
        for (; slot != ConditionalBook.None && count < orders.Length; slot = _state.Conditionals[slot].OwnerNext)
        {
            ref WaitingOrder order = ref _state.Conditionals[slot];
            orders[count++] = ImageOf(order);
        }

        return count;
    }

    /// <summary>Reads a resting order.</summary>
    /// <param name="orderId">The market's id of the order.</param>
    /// <param name="order">Its image.</param>
    /// <returns>Whether it rests.</returns>
    public bool TryGetOrder(long orderId, out RestingOrder order)
    {
        int slot = Book.FindSlot(orderId);
        order = slot == LimitOrderBook.None ? default : _state.ImageOf(slot);
        return slot != LimitOrderBook.None;
    }

    /// <summary>Reads a resting order of an account.</summary>
    /// <param name="account">Its owner.</param>
    /// <param name="orderId">The order; 0 to name it by <paramref name="submitId"/>.</param>
    /// <param name="submitId">Id of the command that submitted it.</param>
    /// <param name="order">Its image.</param>
    /// <returns>Whether it rests.</returns>
    public bool TryGetOrder(long account, long orderId, CommandId submitId, out RestingOrder order)
    {
        int index = _state.Rows.Find(account);
        int slot = index == RowTable.None ? LimitOrderBook.None : _orders.FindNamed(index, account, ref orderId, submitId);
        order = slot == LimitOrderBook.None ? default : _state.ImageOf(slot);
        return slot != LimitOrderBook.None;
    }

    /// <summary>Reads a waiting order of an account.</summary>
    /// <param name="account">Its owner.</param>
    /// <param name="orderId">The order; 0 to name it by <paramref name="submitId"/>.</param>
    /// <param name="submitId">Id of the command that submitted it.</param>
    /// <param name="order">Its image.</param>
    /// <returns>Whether it waits.</returns>
    public bool TryGetWaiting(long account, long orderId, CommandId submitId, out WaitingImage order)
    {
        order = default;
        int index = _state.Rows.Find(account);
        if (index == RowTable.None)
        {
            return false;
        }

        _orders.FindNamed(index, account, ref orderId, submitId);
        int slot = _state.Conditionals.FindSlot(orderId);
        if (slot == ConditionalBook.None || _state.Conditionals[slot].Owner != index)
        {
            return false;
        }

        order = ImageOf(_state.Conditionals[slot]);
        return true;
    }

    /// <summary>The stored result of a command.</summary>
    /// <param name="account">The command's account.</param>
    /// <param name="id">The command's id.</param>
    /// <param name="result">The result.</param>
    public bool TryGetResult(long account, CommandId id, out CommandResult result)
    {
        int slot = _state.Results.Find(account, id);
        result = slot == ResultStore.None ? default : _state.Results[slot].Result;
        return slot != ResultStore.None;
    }

    private WaitingImage ImageOf(in WaitingOrder order) => new(
        order.OrderId,
        order.Side,
        order.Type,
        order.Flags,
        order.PriceUnits,
        order.Lots,
        order.QuantityLots,
        order.ArmedLots,
        order.Trigger,
        order.TriggerUnits,
        order.ReserveQuanta,
        order.Version,
        _links.IsChild(order.OrderId));

    private ClearingRow SettledImage(int index)
    {
        ref LedgerRow row = ref _state.Rows[index];
        ClearingRow image = row.Image();
        if (row.FundingIndex == FundingIndex)
        {
            return image;
        }

        long amount = Funding.FundingIndex.Payment(row.SizeLots, row.FundingIndex, FundingIndex);
        return image with
        {
            QuoteQuanta = row.QuoteQuanta + amount,
            FundingQuanta = row.FundingQuanta + amount,
            FundingIndex = FundingIndex,
        };
    }
}
