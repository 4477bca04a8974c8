using System.Collections.Immutable;
using OrleansMarkets.Contracts.CrossMargin;
using OrleansMarkets.Core.Markets;

namespace OrleansMarkets.Client.Cluster;

/// <summary>
/// Carries the commands of one account to its grain, in the order in which its callers handed them over. A caller who is alone has a call
/// of his own at once; the commands of callers who are many travel together, as many as have come by the time at which the thread pool
/// gets round to sending them. There is no timer: nobody waits for company.
/// </summary>
/// <remarks>
/// Each command keeps its own id, outcome and retries. A call that fails leaves the outcome of all its commands unknown, as it does that of
/// a single one. Amendments travel with amendments only: the account reads their orders first, which nothing else should wait for. What
/// waits, or is under way, ends when its own patience does; one timer serves all of an account.
/// </remarks>
/// <param name="account">The account's grain.</param>
/// <param name="patience">Longest time from the moment at which a command is handed over to its outcome; longest wait for a call.</param>
/// <param name="time">The clock.</param>
/// <param name="schedule">Runs the courier later, behind what is ready to run now.</param>
internal sealed class AccountCourier(
    ICrossMarginGrain account, TimeSpan patience, TimeProvider time, Action<IThreadPoolWorkItem> schedule) : IThreadPoolWorkItem
{
    /// <summary>Calls under way at a time.</summary>
    public const int MaximumUnderWay = 4;

    /// <summary>Commands that may wait before orders and amendments are refused.</summary>
    public const int MaximumWaiting = 4_096;

    /// <summary>Commands that may wait before cancels are refused too.</summary>
    public const int MaximumWaitingWithCancels = 2 * MaximumWaiting;

    // Timers count in milliseconds: one that is due sooner would find nothing to do.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private readonly Lock _gate = new();
    private readonly Queue<CarriedCommand> _waiting = new();
    private readonly List<CarriedCommand[]> _carried = new(MaximumUnderWay);
    private ITimer? _timer;
    private bool _isTimed;
    private long _calls;
    private int _underWay;
    private bool _isScheduled;
    private bool _isLeaving;
    private bool _wereMany;

    /// <summary>Makes a courier that the thread pool runs.</summary>
    /// <param name="account">The account's grain.</param>
    /// <param name="patience">Longest time until a command has an outcome; longest wait for a call.</param>
    /// <param name="time">The clock.</param>
    public AccountCourier(ICrossMarginGrain account, TimeSpan patience, TimeProvider time)
        : this(account, patience, time, static courier => ThreadPool.UnsafeQueueUserWorkItem(courier, preferLocal: false))
    {
    }

    /// <summary>Calls made so far.</summary>
    public long Calls => Volatile.Read(ref _calls);

    /// <summary>Whether the callers are many now: a call is under way, or the last one carried more than one command.</summary>
    public bool IsBusy => Volatile.Read(ref _underWay) > 0 || Volatile.Read(ref _wereMany);

    /// <summary>Carries an order.</summary>
    /// <param name="order">The order.</param>
    /// <returns>What the account's grain answers; it fails with <see cref="ExchangeUnavailableException"/> if it was not sent.</returns>
    public Task<PlaceResult> Place(PlaceOrder order) => Carry(new BatchItem(Place: order));

    /// <summary>Carries an amendment.</summary>
    /// <param name="amendment">The amendment.</param>
    /// <returns>As for an order.</returns>
    public Task<PlaceResult> Amend(AmendRequest amendment) => Carry(new BatchItem(Amend: amendment));

    /// <summary>Carries a cancel.</summary>
    /// <param name="cancel">The cancel.</param>
    /// <returns>As for an order.</returns>
    public Task<PlaceResult> Cancel(CancelRequest cancel) => Carry(new BatchItem(Cancel: cancel));

    /// <summary>Carries a command; its outcome is its own affair.</summary>
    /// <param name="command">The command.</param>
    public void Carry(CarriedCommand command)
    {
        if (Admit(command))
        {
            _ = Accompany([command]);
            EndDeparture();
        }
    }

    /// <summary>Sends what has come meanwhile.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        lock (_gate)
        {
            _isScheduled = false;
        }

        Depart();
    }

    private static ExchangeUnavailableException NotSent(string why) => new(new MarketsError((int)ResultCode.Unavailable, 0, why));

    // A caller who is alone is answered by his own call, on its thread: nobody else waits for it.
    private Task<PlaceResult> Carry(BatchItem item)
    {
        var command = new AwaitedCommand(item);
        if (!Admit(command))
        {
            return command.Outcome;
        }

        Task<PlaceResult> answer = Accompany(item);
        EndDeparture();
        return answer;
    }

    // Says whether the command is alone and leaves now; then its call has begun.
    private bool Admit(CarriedCommand command)
    {
        command.Since = time.GetTimestamp();
        lock (_gate)
        {
            if (_waiting.Count >= (command.Item.Cancel is null ? MaximumWaiting : MaximumWaitingWithCancels))
            {
                command.Fail(NotSent("too many commands of the account wait already"));
                return false;
            }

            if (IsBusy || _isScheduled || _isLeaving || _waiting.Count > 0)
            {
                _waiting.Enqueue(command);
                SetTimer();
                ScheduleIfUseful();
                return false;
            }

            BeginCall(commands: 1);
            return true;
        }
    }

    // Under the gate.
    private void ScheduleIfUseful()
    {
        if (_waiting.Count > 0 && !_isScheduled && !_isLeaving && _underWay < MaximumUnderWay)
        {
            _isScheduled = true;
            schedule(this);
        }
    }

    // One call is made at a time, outside of the gate, so that calls leave in the order of their commands.
    private void Depart()
    {
        if (TakeNext() is { } commands)
        {
            _ = Accompany(commands);
            EndDeparture();
        }
    }

    // Under the gate.
    private void BeginCall(int commands)
    {
        _isLeaving = true;
        _underWay++;
        _calls++;
        _wereMany = commands > 1;
    }

    private void EndDeparture()
    {
        lock (_gate)
        {
            _isLeaving = false;
            ScheduleIfUseful();
        }
    }

    private CarriedCommand[]? TakeNext()
    {
        lock (_gate)
        {
            DropLate();
            if (_waiting.Count == 0 || _isLeaving || _underWay >= MaximumUnderWay)
            {
                return null;
            }

            var commands = new CarriedCommand[CountNext()];
            for (int i = 0; i < commands.Length; i++)
            {
                commands[i] = _waiting.Dequeue();
            }

            _carried.Add(commands);
            BeginCall(commands.Length);
            return commands;
        }
    }

    // Under the gate: as many of one sort as a call takes.
    private int CountNext()
    {
        bool areAmendments = _waiting.Peek().IsAmendment;
        int count = 0;
        foreach (CarriedCommand command in _waiting)
        {
            if (count == OrderBatch.MaximumItems || command.IsAmendment != areAmendments)
            {
                break;
            }

            count++;
        }

        return count;
    }

    private async Task<PlaceResult> Accompany(BatchItem item)
    {
        try
        {
            return await Call(item).WaitAsync(patience, time).ConfigureAwait(false);
        }
        finally
        {
            EndCall(carried: null);
        }
    }

    private async Task Accompany(CarriedCommand[] commands)
    {
        try
        {
            ImmutableArray<PlaceResult> results = commands is [var single]
                ? [await Call(single.Item).WaitAsync(patience, time).ConfigureAwait(false)]
                : ResultsOf(await account.Execute(Pack(commands)).WaitAsync(patience, time).ConfigureAwait(false), commands.Length);
            EndCall(commands);
            for (int i = 0; i < commands.Length; i++)
            {
                commands[i].Succeed(results[i]);
            }
        }
        catch (Exception failure)
        {
            EndCall(commands);
            foreach (CarriedCommand command in commands)
            {
                command.Fail(failure);
            }
        }
    }

    private static ImmutableArray<PlaceResult> ResultsOf(OrderBatchResult batch, int count) =>
        batch.Code != ResultCode.Ok ? [.. Enumerable.Repeat(default(PlaceResult) with { Code = batch.Code }, count)]
        : batch.Results.Length == count ? batch.Results
        : throw new ProtocolException("the account's grain answered another number of commands than it was sent");

    private Task<PlaceResult> Call(BatchItem item) =>
        item.Place is { } order ? account.PlaceOrder(order)
        : item.Amend is { } amendment ? account.AmendOrder(amendment)
        : account.CancelOrder(item.Cancel!);

    private static OrderBatch Pack(CarriedCommand[] commands)
    {
        ImmutableArray<BatchItem>.Builder items = ImmutableArray.CreateBuilder<BatchItem>(commands.Length);
        foreach (CarriedCommand command in commands)
        {
            items.Add(command.Item);
        }

        return new OrderBatch(items.MoveToImmutable());
    }

    private void EndCall(CarriedCommand[]? carried)
    {
        lock (_gate)
        {
            _underWay--;
            if (carried is not null)
            {
                _carried.Remove(carried);
            }

            ScheduleIfUseful();
        }
    }

    // Under the gate. Commands come in the order in which their patience ends: if no timer runs, none is older than the one that came now.
    private void SetTimer()
    {
        if (!_isTimed)
        {
            _isTimed = true;
            StartTimer(patience);
        }
    }

    private void StartTimer(TimeSpan due)
    {
        _timer?.Dispose();
        _timer = time.CreateTimer(static courier => ((AccountCourier)courier!).EndLate(), this, due, Timeout.InfiniteTimeSpan);
    }

    private void EndLate()
    {
        lock (_gate)
        {
            DropLate();
            TimeSpan next = _waiting.TryPeek(out CarriedCommand? first) ? RestOf(first) : TimeSpan.MaxValue;
            foreach (CarriedCommand command in _carried.SelectMany(commands => commands).Where(command => !command.HasEnded))
            {
                TimeSpan rest = RestOf(command);
                if (rest <= TimeSpan.Zero)
                {
                    command.Fail(new TimeoutException());
                }
                else if (rest < next)
                {
                    next = rest;
                }
            }

            _isTimed = next != TimeSpan.MaxValue;
            if (_isTimed)
            {
                StartTimer(next > Shortest ? next : Shortest);
            }
        }
    }

    // Under the gate: what has not been sent when its patience ends is not sent any more.
    private void DropLate()
    {
        while (_waiting.TryPeek(out CarriedCommand? first) && RestOf(first) <= TimeSpan.Zero)
        {
            _waiting.Dequeue().Fail(NotSent("the account's grain has not answered for too long"));
        }
    }

    private TimeSpan RestOf(CarriedCommand command) => patience - time.GetElapsedTime(command.Since);
}
