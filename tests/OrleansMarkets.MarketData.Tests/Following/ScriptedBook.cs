using OrleansMarkets.Contracts.OrderBooks;
using OrleansMarkets.Core.Markets;
using OrleansMarkets.Core.Tests.Clearing;
using OrleansMarkets.MarketData.Tests.Replicas;

namespace OrleansMarkets.MarketData.Tests.Following;

/// <summary>Answers polls from the log of a market of tests, and fails as a test tells it to.</summary>
internal sealed class ScriptedBook(TestMarket market)
{
    private readonly Lock _gate = new();
    private readonly Queue<Func<LogPage>> _next = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _epoch = 1;

    public int Polls { get; private set; }

    public long Epoch
    {
        get => _epoch;
        set => Change(() => _epoch = value);
    }

    /// <summary>What the next poll gets instead.</summary>
    public void Next(Func<LogPage> answer) => Change(() => _next.Enqueue(answer));

    /// <summary>Changes the market; whoever waits gets what is new.</summary>
    public void Change(Action change)
    {
        lock (_gate)
        {
            change();
            _changed.TrySetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public async Task<LogPage> ReadAsync(LogQuery query)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                Polls++;
                if (_next.TryDequeue(out Func<LogPage>? answer))
                {
                    return answer();
                }

                List<byte[]> log = Pages.Whole(market);
                if (log.Count > query.AfterSequence)
                {
                    return Pages.Of(query.AfterSequence + 1, log[(int)query.AfterSequence..], _epoch);
                }

                changed = _changed.Task;
            }

            await changed;
        }
    }

    /// <summary>A page without records.</summary>
    public LogPage Empty(ResultCode code, long sequence, long durable) => new(code, _epoch, sequence + 1, sequence, 0, durable, []);
}
