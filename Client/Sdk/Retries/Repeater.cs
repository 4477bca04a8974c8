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
        OrderRequest order = request with { ClientOrderId = id };
        var tries = new Tries(limits, time, mayBeDone);
        while (true)
        {
            try
            {
                string orderId = await tries.RunAsync(() => route.SubmitAsync(order, cancellation));
                return new OrderReceipt(order.MarketId, orderId, id, tries.Count);
            }
            catch (OrderRejectedException refusal) when (tries.MayHaveArrived && route.SaysDuplicate(refusal))
            {
                return await LookUpAsync(route, order, tries, cancellation);
            }
            catch (AccessDeniedException) when (tries.MayHaveArrived)
            {
                // Says nothing about the attempt before.
                return await LookUpAsync(route, order, tries, cancellation);
            }
            catch (MarketsException failure) when (failure is UnknownOutcomeException or ExchangeUnavailableException)
            {
                if (!tries.IsOver)
                {
                    await tries.PauseAsync(failure, cancellation);
                }
                else if (tries.MayHaveArrived)
                {
                    return await LookUpAsync(route, order, tries, cancellation);
                }
                else
                {
                    throw;
                }
            }
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
                results = await route.SubmitAsync(order, cancellation);
                if (results.FirstOrDefault(each => each.Failure is UnknownOutcomeException or ExchangeUnavailableException) is { } open)
                {
                    throw open.Failure!;
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
        var tries = new Tries(limits, time, mayBeDone);
        try
        {
            await RepeatAsync(tries, () => route.AmendAsync(market, order, amendment, cancellation), cancellation);
        }
        catch (OrderNotFoundException) when (tries.MayHaveArrived)
        {
            // The amended order may have traded at once.
            Order? found = await ReadAsync(token => route.FindAsync(market, order, token), cancellation);
            bool isAmended = found is not null
                && found.Price == (amendment.Price ?? found.Price)
                && found.Quantity == (amendment.Quantity ?? found.Quantity)
                && found.TriggerPrice == (amendment.TriggerPrice ?? found.TriggerPrice)
                && (amendment.TrailingDistance ?? amendment.TrailingRate) is null;
            if (!isAmended)
            {
                throw;
            }
        }
    }

    /// <summary>Cancels an order; not finding it after an attempt that may have worked is success if it is cancelled.</summary>
    public async Task CancelAsync(
        IOrderRoute route, MarketId market, OrderKey order, CancellationToken cancellation, bool mayBeDone = false)
    {
        var tries = new Tries(limits, time, mayBeDone);
        try
        {
            await RepeatAsync(tries, () => route.CancelAsync(market, order, cancellation), cancellation);
        }
        catch (OrderNotFoundException) when (tries.MayHaveArrived)
        {
            Order? found = await ReadAsync(token => route.FindAsync(market, order, token), cancellation);
            if (found?.Status != OrderStatus.Cancelled)
            {
                throw;
            }
        }
    }

    /// <summary>Cancels all orders of a market that a filter takes; repeating it is harmless.</summary>
    public Task CancelAllAsync(IOrderRoute route, MarketId market, CancelFilter filter, CancellationToken cancellation) =>
        RepeatAsync(() => route.CancelAllAsync(market, filter, cancellation), cancellation);

    /// <summary>Repeats a change whose repetition is harmless, until its outcome is known or the deadline has passed.</summary>
    public Task RepeatAsync(Func<Task> change, CancellationToken cancellation) =>
        RepeatAsync(new Tries(limits, time), change, cancellation);

    private static async Task RepeatAsync(Tries tries, Func<Task> action, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await tries.RunAsync(async () =>
                {
                    await action();
                    return true;
                });
                return;
            }
            catch (MarketsException failure) when (!tries.IsOver && failure is UnknownOutcomeException or ExchangeUnavailableException)
            {
                await tries.PauseAsync(failure, cancellation);
            }
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
