namespace Orleans.Simulation.Engine;

/// <summary>
/// The calls of one host that wait for a response, oldest first. They share one response timeout, so the oldest one is due first and a
/// single timer is enough; it stays armed when the list empties, so that a call costs no timer of its own.
/// </summary>
internal sealed class OpenCallList(HostContext host)
{
    private readonly Lock _lock = new();
    private Request? _first;
    private Request? _last;
    private ITimer? _timer;
    private bool _isArmed;

    /// <summary>Whether a call waits that time alone will end.</summary>
    public bool CanExpire => _first is not null && host.ResponseTimeout != Timeout.InfiniteTimeSpan;

    public void Add(Request request)
    {
        var timeout = host.ResponseTimeout;
        var isFinite = timeout != Timeout.InfiniteTimeSpan;
        request.Deadline = isFinite ? host.Cluster.Engine.Now + timeout.Ticks : long.MaxValue;
        lock (_lock)
        {
            request.PreviousOpen = _last;
            if (_last is null)
            {
                _first = request;
            }
            else
            {
                _last.NextOpen = request;
            }

            _last = request;
            if (!_isArmed && isFinite)
            {
                _isArmed = true;
                _timer ??= host.Cluster.Engine.CreateTimer(host, isBackground: true, static list => ((OpenCallList)list!).Expire(), this);
                _timer.Change(timeout, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Remove(Request request)
    {
        lock (_lock)
        {
            if (request.PreviousOpen is null && !ReferenceEquals(_first, request))
            {
                return;
            }

            Unlink(request);
        }
    }

    public IReadOnlyList<Request> Snapshot()
    {
        var open = new List<Request>();
        lock (_lock)
        {
            for (var request = _first; request is not null; request = request.NextOpen)
            {
                open.Add(request);
            }
        }

        return open;
    }

    private void Unlink(Request request)
    {
        if (request.PreviousOpen is null)
        {
            _first = request.NextOpen;
        }
        else
        {
            request.PreviousOpen.NextOpen = request.NextOpen;
        }

        if (request.NextOpen is null)
        {
            _last = request.PreviousOpen;
        }
        else
        {
            request.NextOpen.PreviousOpen = request.PreviousOpen;
        }

        request.PreviousOpen = request.NextOpen = null;
    }

    private void Expire()
    {
        var now = host.Cluster.Engine.Now;
        List<Request>? due = null;
        lock (_lock)
        {
            while (_first is { } request && request.Deadline <= now)
            {
                Unlink(request);
                (due ??= []).Add(request);
            }

            _isArmed = _first is not null;
            if (_first is { } next)
            {
                _timer!.Change(TimeSpan.FromTicks(next.Deadline - now), Timeout.InfiniteTimeSpan);
            }
        }

        if (due is not null && due.Exists(request => request.IsRunning))
        {
            host.Cluster.Engine.CallTimesOut();
        }

        foreach (var request in due ?? [])
        {
            request.TimeOut();
        }
    }
}
