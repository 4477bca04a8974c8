using Orleans;
using OrleansMarkets.Contracts.OrderBooks;

namespace OrleansMarkets.Grains.Couriers;

/// <summary>
/// Carries the commands of a silo's accounts to one book. A command that finds the courier at home leaves at once; those that come while
/// batches are under way leave together in the next one, so that under load a grain call is shared by many. Nobody waits here: an account
/// hands a command over and awaits its answer, and the account that finds nobody carrying carries, in its own turns.
/// </summary>
/// <remarks>
/// Commands leave in the order in which they were handed over, cancels and orders alike: a cancel that overtook an earlier order of its
/// account would have the higher stamp, and the book would send that order back. Cancels have room of their own instead.
/// </remarks>
/// <param name="symbol">The book's market.</param>
/// <param name="clock">The silo's clock.</param>
internal sealed class BookCourier(string symbol, TimeProvider clock)
{
    /// <summary>Commands of one batch.</summary>
    public const int MaximumBatch = 512;

    /// <summary>Batches under way: one is being made durable while the next is executed.</summary>
    public const int MaximumUnderWay = 2;

    /// <summary>Commands that may wait before orders are refused.</summary>
    public const int MaximumWaiting = 16_384;

    /// <summary>Commands that may wait before cancels are refused too.</summary>
    public const int MaximumWaitingWithCancels = 2 * MaximumWaiting;

    /// <summary>When nothing has come back for so long, one more batch leaves: those under way may be lost.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    // Held for as long as it takes to fill a batch and hand it to the runtime: batches must leave in the order of their commands.
    private readonly Lock _gate = new();
    private readonly Queue<BookCall> _waiting = new();
    private IOrderBookGrain? _book;
    private int _underWay;
    private long _lastMoved;
    private bool _isWatched;

    /// <summary>Whether another command of a kind may wait.</summary>
    /// <param name="kind">The kind.</param>
    public bool HasRoom(BatchedKind kind) =>
        _waiting.Count < (kind == BatchedKind.Cancel ? MaximumWaitingWithCancels : MaximumWaiting);

    /// <summary>Carries a command; it completes with the book's answer, or fails as a call to the book fails.</summary>
    /// <param name="grains">Finds the book.</param>
    /// <param name="call">The command.</param>
    public Task<BookAnswer> Carry(IGrainFactory grains, BookCall call)
    {
        Departure? departure = null;
        bool watch = false;
        lock (_gate)
        {
            _book ??= grains.GetGrain<IOrderBookGrain>(symbol);
            _waiting.Enqueue(call);
            if (_underWay < MaximumUnderWay)
            {
                departure = Leave();
            }
            else if (!_isWatched)
            {
                watch = _isWatched = true;
            }
        }

        if (departure is { } batch)
        {
            _ = Accompany(batch);
        }
        else if (watch)
        {
            _ = Watch();
        }

        return call.Task;
    }

    // Under the gate. What the runtime refuses at once comes back as the batch's answer, too.
    private Departure Leave()
    {
        _underWay++;
        _lastMoved = clock.GetTimestamp();
        var calls = new BookCall[Math.Min(MaximumBatch, _waiting.Count)];
        for (int i = 0; i < calls.Length; i++)
        {
            calls[i] = _waiting.Dequeue();
        }

        try
        {
            return calls.Length == 1
                ? new Departure(calls, SendAlone(calls[0]), null)
                : new Departure(calls, null, _book!.Execute(CourierBatches.Pack(calls)));
        }
        catch (Exception refused)
        {
            return new Departure(calls, Task.FromException<OrderReply>(refused), null);
        }
    }

    private Task<OrderReply> SendAlone(BookCall call) =>
        call.Kind == BatchedKind.Order ? _book!.Submit(call.Order) : _book!.Cancel(call.Cancel);

    // Goes with a batch until its answer is there, and then with the next one that waits.
    private async Task Accompany(Departure? next)
    {
        while (next is { } batch)
        {
            OrderReply alone = default;
            BatchReply? reply = null;
            Exception? failure = null;
            try
            {
                if (batch.Alone is { } single)
                {
                    alone = await single;
                }
                else
                {
                    reply = await batch.Together!;
                }
            }
            catch (Exception lost)
            {
                failure = lost;
            }

            // The next batch is on its way before the answers of this one are handed out.
            next = Return();
            if (failure is not null)
            {
                CourierBatches.Fail(batch.Calls, failure);
            }
            else if (reply is null)
            {
                batch.Calls[0].SetResult(new BookAnswer(alone, alone.Sequence));
            }
            else
            {
                CourierBatches.HandOut(batch.Calls, reply);
            }
        }
    }

    private Departure? Return()
    {
        lock (_gate)
        {
            _underWay--;
            _lastMoved = clock.GetTimestamp();
            return _waiting.Count > 0 && _underWay < MaximumUnderWay ? Leave() : null;
        }
    }

    private async Task Watch()
    {
        while (true)
        {
            await Task.Delay(Patience, clock);
            Departure? departure = null;
            lock (_gate)
            {
                if (_waiting.Count == 0)
                {
                    _isWatched = false;
                    return;
                }

                if (clock.GetElapsedTime(_lastMoved) >= Patience)
                {
                    departure = Leave();
                }
            }

            if (departure is not null)
            {
                _ = Accompany(departure);
            }
        }
    }

    private sealed record Departure(BookCall[] Calls, Task<OrderReply>? Alone, Task<BatchReply>? Together);
}
