namespace OrleansMarkets.Client.Retries;

/// <summary>The one owner of repetitions: reads, orders and cancels.</summary>
internal sealed class Repeater(RetryLimits limits, TimeProvider time)
{
    /// <summary>The exchange's code for a client order id that another order has.</summary>
    internal const int DuplicateId = 1003;

    /// <summary>Code of an order that did not reach the market in time and cannot any more: the exchange's "deadline expired".</summary>
    internal const int DeadlineExpired = 1002;

    /// <summary>Repeats a read that the exchange did not answer.</summary>
    public async Task<T> ReadAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        var pauses = new Pauses(limits, time);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await read(cancellation);
            }
            catch (ExchangeUnavailableException failure) when (attempt < limits.ReadAttempts)
            {
                await pauses.WaitAsync(failure, cancellation);
            }
        }
    }

    /// <summary>Places an order: the same id again until the deadline, then a look-up.</summary>
    /// <param name="route">Sends it.</param>
    /// <param name="request">The order.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="mayBeDone">Whether an attempt before may have placed it.</param>
    public async Task<OrderReceipt> PlaceAsync(
        IOrderRoute route, OrderRequest request, CancellationToken cancellation, bool mayBeDone = false)
    {
        request.Validate();
        string id = request.ClientOrderId ?? OrderRequest.NewClientOrderId();
        long start = time.GetTimestamp();
        (OrderReceipt? receipt, MarketsException? failure) = await route.SubmitAsync(request, id, cancellation);
        if (receipt is not null)
        {
            return receipt;
        }

        if (!mayBeDone && !IsOpen(failure!))
        {
            throw failure!;
        }

        OrderRequest order = request with { ClientOrderId = id };
        return await PlaceAgainAsync(route, order, failure!, start, cancellation, mayBeDone);
    }

    /// <summary>Makes the attempts after the first one of an order.</summary>
    /// <param name="route">Sends it.</param>
    /// <param name="order">The order, with its client order id.</param>
    /// <param name="first">How the first attempt failed.</param>
    /// <param name="start">Timestamp of the first attempt.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="mayBeDone">Whether one before the first may have placed it.</param>
    public async Task<OrderReceipt> PlaceAgainAsync(
        IOrderRoute route,
        OrderRequest order,
        MarketsException first,
        long start,
        CancellationToken cancellation,
        bool mayBeDone = false)
    {
        var tries = new Tries(limits, time, start, mayBeDone);
        MarketsException failure = first;
        while (true)
        {
            tries.Take(failure);

            // A denial says nothing about the attempt before.
            bool isThereNow = tries.MayHaveArrived
                && (failure is AccessDeniedException || (failure is OrderRejectedException refusal && route.SaysDuplicate(refusal)));
            bool isOver = IsOpen(failure) && tries.IsOver;
            if (isThereNow || (isOver && tries.MayHaveArrived))
            {
                return await LookUpAsync(route, order, tries, cancellation);
            }

            if (isOver || !IsOpen(failure))
            {
                throw failure;
            }

            await tries.PauseAsync(failure, cancellation);
            (OrderReceipt? receipt, MarketsException? next) = await route.SubmitAsync(order, order.ClientOrderId!, cancellation);
            if (receipt is not null)
            {
                return receipt with { Attempts = tries.Count + 1 };
            }

            failure = next!;
        }
    }

    /// <summary>Places a scale order: the same id again until the deadline.</summary>
    public async Task<IReadOnlyList<BatchedOrder>> PlaceScaleAsync(
        IOrderRoute route, ScaleRequest request, CancellationToken cancellation)
    {
        request.Validate();
        ScaleRequest order = request with { ClientOrderId = request.ClientOrderId ?? OrderRequest.NewClientOrderId() };
        IReadOnlyList<BatchedOrder> results = [];
        await RepeatAsync(
            async () =>
            {
                try
                {
                    results = await route.SubmitAsync(order, cancellation);
                    return results.FirstOrDefault(each => each.Failure is not null && IsOpen(each.Failure))?.Failure;
                }
                catch (MarketsException failure)
                {
                    return failure;
                }
            },
            cancellation);
        return results;
    }

    /// <summary>Amends an order: its new terms are absolute, so that a repetition changes nothing more.</summary>
    public async Task AmendAsync(
        IOrderRoute route,
        MarketId market,
        OrderKey order,
        OrderAmendment amendment,
        CancellationToken cancellation,
        bool mayBeDone = false)
    {
        amendment.Validate();
        long start = time.GetTimestamp();
        MarketsException? failure = await route.AmendAsync(market, order, amendment, cancellation);
        if (failure is not null)
        {
            var tries = new Tries(limits, time, start, mayBeDone);
            await AmendAgainAsync(route, market, order, amendment, failure, tries, cancellation);
        }
    }

    /// <summary>Cancels an order; not finding it after an attempt that may have worked is success if it is cancelled.</summary>
    public async Task CancelAsync(
        IOrderRoute route, MarketId market, OrderKey order, CancellationToken cancellation, bool mayBeDone = false)
    {
        long start = time.GetTimestamp();
        MarketsException? failure = await route.CancelAsync(market, order, cancellation);
        if (failure is null)
        {
            return;
        }

        if (!mayBeDone && !IsOpen(failure))
        {
            throw failure;
        }

        await CancelAgainAsync(route, market, order, failure, start, cancellation, mayBeDone);
    }

    /// <summary>Makes the attempts after the first one of a cancel.</summary>
    /// <param name="route">Sends it.</param>
    /// <param name="market">The market.</param>
    /// <param name="order">The order.</param>
    /// <param name="first">How the first attempt failed.</param>
    /// <param name="start">Timestamp of the first attempt.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="mayBeDone">Whether one before the first may have cancelled it.</param>
    public async Task CancelAgainAsync(
        IOrderRoute route,
        MarketId market,
        OrderKey order,
        MarketsException first,
        long start,
        CancellationToken cancellation,
        bool mayBeDone = false)
    {
        var tries = new Tries(limits, time, start, mayBeDone);
        MarketsException? failure = await RepeatAsync(
            tries, first, () => route.CancelAsync(market, order, cancellation), cancellation);
        if (failure is OrderNotFoundException && tries.MayHaveArrived)
        {
            Order? found = await ReadAsync(token => route.FindAsync(market, order, token), cancellation);
            failure = found?.Status == OrderStatus.Cancelled ? null : failure;
        }

        ThrowIfAny(failure);
    }

    /// <summary>Cancels all orders of a market that a filter takes; repeating it is harmless.</summary>
    public Task CancelAllAsync(IOrderRoute route, MarketId market, CancelFilter filter, CancellationToken cancellation) =>
        RepeatAsync(() => route.CancelAllAsync(market, filter, cancellation), cancellation);

    /// <summary>Repeats a change whose repetition is harmless, until its outcome is known or the deadline has passed.</summary>
    public async Task RepeatAsync(Func<ValueTask<MarketsException?>> change, CancellationToken cancellation)
    {
        long start = time.GetTimestamp();
        MarketsException? failure = await change();
        if (failure is not null)
        {
            ThrowIfAny(await RepeatAsync(new Tries(limits, time, start), failure, change, cancellation));
        }
    }

    private async Task AmendAgainAsync(
        IOrderRoute route,
        MarketId market,
        OrderKey order,
        OrderAmendment amendment,
        MarketsException first,
        Tries tries,
        CancellationToken cancellation)
    {
        MarketsException? failure = await RepeatAsync(
            tries, first, () => route.AmendAsync(market, order, amendment, cancellation), cancellation);
        if (failure is OrderNotFoundException && tries.MayHaveArrived)
        {
            // The amended order may have traded at once.
            Order? found = await ReadAsync(token => route.FindAsync(market, order, token), cancellation);
            bool isAmended = found is not null
                && found.Price == (amendment.Price ?? found.Price)
                && found.Quantity == (amendment.Quantity ?? found.Quantity)
                && found.TriggerPrice == (amendment.TriggerPrice ?? found.TriggerPrice)
                && (amendment.TrailingDistance ?? amendment.TrailingRate) is null;
            failure = isAmended ? null : failure;
        }

        ThrowIfAny(failure);
    }

    // Gives the failure that is left, or null.
    private static async ValueTask<MarketsException?> RepeatAsync(
        Tries tries, MarketsException first, Func<ValueTask<MarketsException?>> change, CancellationToken cancellation)
    {
        MarketsException? failure = first;
        tries.Take(failure);
        while (failure is not null && IsOpen(failure) && !tries.IsOver)
        {
            await tries.PauseAsync(failure, cancellation);
            failure = await change();
            tries.Take(failure);
        }

        return failure;
    }

    /// <summary>Whether an outcome is open, so that the same may be sent again.</summary>
    internal static bool IsOpen(MarketsException failure) => failure is UnknownOutcomeException or ExchangeUnavailableException;

    private static void ThrowIfAny(MarketsException? failure)
    {
        if (failure is not null)
        {
            throw failure;
        }
    }

    private async Task<OrderReceipt> LookUpAsync(IOrderRoute route, OrderRequest order, Tries tries, CancellationToken cancellation)
    {
        string id = order.ClientOrderId!;
        long start = time.GetTimestamp();
        var pauses = new Pauses(limits, time);
        while (true)
        {
            MarketsException? failure = null;
            Order? found = null;
            try
            {
                found = await route.FindAsync(order.MarketId, OrderKey.ByClientId(id), cancellation);
            }
            catch (MarketsException notAnswered)
            {
                failure = notAnswered;
            }

            if (found is not null)
            {
                return ReceiptOf(order, found, tries.Count);
            }

            if (time.GetElapsedTime(start) >= limits.LookupWindow)
            {
                throw failure is null
                    ? new OrderRejectedException(new MarketsError(DeadlineExpired, 0, "the order did not reach the market in time"), id)
                    : Unresolved(id, failure);
            }

            await pauses.WaitAsync(failure, cancellation);
        }
    }

    private static UnknownOutcomeException Unresolved(string id, MarketsException failure)
    {
        string words = $"the outcome of order {id} is not known: {failure.Error.Message}";
        return new UnknownOutcomeException(failure.Error with { Message = words }, id, failure);
    }

    private static OrderReceipt ReceiptOf(OrderRequest order, Order found, int attempts)
    {
        string id = order.ClientOrderId!;
        bool isSame = found.Side == order.Side && found.Quantity == order.Quantity && (order.Price is null || found.Price == order.Price);
        if (!isSame)
        {
            throw new OrderRejectedException(
                new MarketsError(DuplicateId, 0, "another order has the same client order id"), id);
        }

        return found.Status == OrderStatus.Rejected
            ? throw new OrderRejectedException(new MarketsError(0, 0, $"the market refused the order: {found.EndReason}"), id)
            : new OrderReceipt(order.MarketId, found.OrderId, id, attempts);
    }
}
