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

    /// <summary>
    /// While so many commands are under way none follow them: those that wait share the next batch, which costs less than two small ones.
    /// </summary>
    public const int LargeBatch = 32;

    /// <summary>Commands that may wait before orders are refused.</summary>
    public const int MaximumWaiting = 16_384;

    /// <summary>Commands that may wait before cancels are refused too.</summary>
    public const int MaximumWaitingWithCancels = 2 * MaximumWaiting;

    /// <summary>When nothing has come back for so long, one more batch leaves: those under way may be lost.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly Queue<BookCommand> _waiting = new();
    private IOrderBookGrain? _book;
    private int _underWay;
    private int _commandsUnderWay;
    private long _lastMoved;
    private bool _isWatched;
    private bool _isLeaving;

    private bool CanLeave => _underWay == 0 || (_underWay < MaximumUnderWay && _commandsUnderWay < LargeBatch);

    /// <summary>Whether another command of a kind may wait.</summary>
    /// <param name="kind">The kind.</param>
    public bool HasRoom(BatchedKind kind) =>
        _waiting.Count < (kind is BatchedKind.Cancel or BatchedKind.CancelMany ? MaximumWaitingWithCancels : MaximumWaiting);

    /// <summary>Carries the present call of a command, and ends it with the reply of its batch or as lost.</summary>
    /// <param name="grains">Finds the book.</param>
    /// <param name="command">The command.</param>
    public void Carry(IGrainFactory grains, BookCommand command)
    {
        bool watch;
        lock (_gate)
        {
            _book ??= grains.GetGrain<IOrderBookGrain>(symbol);
            _waiting.Enqueue(command);
            watch = MustBeWatched();
        }

        Go(watch);
    }

    /// <summary>Carries the present calls of commands that stay together in one batch.</summary>
    /// <param name="grains">Finds the book.</param>
    /// <param name="commands">The commands in their order; each says how many follow it.</param>
    public void Carry(IGrainFactory grains, IReadOnlyList<BookCommand> commands)
    {
        bool watch;
        lock (_gate)
        {
            _book ??= grains.GetGrain<IOrderBookGrain>(symbol);
            foreach (BookCommand command in commands)
            {
                _waiting.Enqueue(command);
            }

            watch = MustBeWatched();
        }

        Go(watch);
    }

    // Under the gate.
    private bool MustBeWatched() => !_isWatched && (_isLeaving || !CanLeave) && (_isWatched = true);

    private void Go(bool watch)
    {
        Depart();
        if (watch)
        {
            _ = Watch();
        }
    }

    // Sends what waits, as far as it may leave. One batch is made ready at a time, outside of the gate: whoever comes meanwhile only
    // queues, and is seen to before the one who makes it ready goes on.
    private void Depart(bool isUrged = false)
    {
        while (TakeNext(isUrged) is { } commands)
        {
            Departure departure = Send(commands);
            lock (_gate)
            {
                _isLeaving = false;
            }

            _ = Accompany(departure);
            isUrged = false;
        }
    }

    private BookCommand[]? TakeNext(bool isUrged)
    {
        lock (_gate)
        {
            if (_isLeaving || _waiting.Count == 0 || !(CanLeave || isUrged))
            {
                return null;
            }

            _isLeaving = true;
            _underWay++;
            _lastMoved = clock.GetTimestamp();
            var commands = new BookCommand[DepartureSize()];
            for (int i = 0; i < commands.Length; i++)
            {
                commands[i] = _waiting.Dequeue();
            }

            _commandsUnderWay += commands.Length;
            return commands;
        }
    }

    // What the runtime refuses at once comes back as the batch's reply, too.
    private Departure Send(BookCommand[] commands)
    {
        try
        {
            return new Departure(
                commands, commands.Length == 1 ? SendAlone(commands[0]) : _book!.Execute(CourierBatches.Pack(commands)));
        }
        catch (Exception refused)
        {
            return new Departure(commands, Task.FromException<BatchReply>(refused));
        }
    }

    // As many as a batch takes; commands that must stay together wait for the next one together.
    private int DepartureSize()
    {
        if (_waiting.Count <= MaximumBatch)
        {
            return _waiting.Count;
        }

        int size = 0;
        foreach (BookCommand command in _waiting)
        {
            if (size + 1 + command.Following > MaximumBatch)
            {
                break;
            }

            size++;
        }

        return size;
    }

    private async Task<BatchReply> SendAlone(BookCommand command)
    {
        command.Place = 0;
        return CourierBatches.OfOne(await (command switch
        {
            BookOrder order => _book!.Submit(order.ToMessage()),
            BookCancel cancel => _book!.Cancel(cancel.ToMessage()),
            BookAmend amendment => _book!.Amend(amendment.ToMessage()),
            _ => _book!.CancelMany(((BookMassCancel)command).ToMessage()),
        }));
    }

    // Goes with a batch until its reply is there, sends the next one that waits, and hands out the answers.
    private async Task Accompany(Departure batch)
    {
        BatchReply? reply;
        try
        {
            reply = await batch.Reply;
        }
        catch (Exception)
        {
            // Lost, late or refused: whichever it was, the next calls of its commands find out.
            reply = null;
        }

        lock (_gate)
        {
            _underWay--;
            _commandsUnderWay -= batch.Commands.Length;
            _lastMoved = clock.GetTimestamp();
        }

        Depart();
        foreach (BookCommand command in batch.Commands)
        {
            command.EndCall(reply);
        }
    }

    private async Task Watch()
    {
        while (true)
        {
            await Task.Delay(Patience, clock);
            bool isStuck;
            lock (_gate)
            {
                if (_waiting.Count == 0)
                {
                    _isWatched = false;
                    return;
                }

                isStuck = clock.GetElapsedTime(_lastMoved) >= Patience;
            }

            Depart(isStuck);
        }
    }

    private sealed record Departure(BookCommand[] Commands, Task<BatchReply> Reply);
}
