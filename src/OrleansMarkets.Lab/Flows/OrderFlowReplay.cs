using OrleansMarkets.Core.Matching;

namespace OrleansMarkets.Lab.Flows;

/// <summary>
/// Replays an order flow three times from empty books: once to warm up, once against the clock, once with every command timed by itself.
/// The three must agree.
/// </summary>
internal sealed class OrderFlowReplay
{
    // Commands are handed over in batches, as a market takes them from its queue.
    private const int BatchCommands = 1024;

    private readonly OrderFlow _flow;
    private readonly IOrderMatcher _matcher;
    private readonly OrderOutcome[] _outcomes;

    private OrderFlowReplay(OrderFlow flow, IOrderMatcher matcher)
    {
        _flow = flow;
        _matcher = matcher;
        _outcomes = new OrderOutcome[flow.Commands.Length];
    }

    /// <summary>Replays a flow.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="isNaive">Whether the naive matcher is asked for.</param>
    /// <exception cref="InvalidOperationException">Two passes differ: the matcher does not depend on its commands alone.</exception>
    public static OrderFlowReport Run(OrderFlow flow, bool isNaive)
    {
        var tape = new TradeTape(flow.MostTrades);
        IOrderMatcher matcher = isNaive
            ? new NaiveOrderMatcher(tape)
            : new OrderMatcher(flow.Symbols, flow.HighestOrderId, tape, PriceWindow.Default);
        return new OrderFlowReplay(flow, matcher).Run(isNaive ? "naive" : "fast");
    }

    private OrderFlowReport Run(string engine)
    {
        Prefill();
        Execute(_flow.Prefill);
        ulong warm = HashTrades();

        int inPrefill = Prefill();
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        long wall = ProcessClock.NowNs;
        long cpu = ProcessClock.CpuNs;
        Execute(_flow.Prefill);
        cpu = ProcessClock.CpuNs - cpu;
        wall = ProcessClock.NowNs - wall;
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        OrderFlowReport report = Report(engine, inPrefill);

        Prefill();
        long[] latencies = ExecuteTimed();
        if (warm != report.TradesHash || HashTrades() != report.TradesHash)
        {
            throw new InvalidOperationException("Two passes over the same commands gave different trades.");
        }

        return report with { Speed = Speed(cpu, wall, bytes, latencies) };
    }

    private int Prefill()
    {
        _matcher.Clear();
        _matcher.Tape.Clear();
        Execute(0, _flow.Prefill);
        return _matcher.Tape.Count;
    }

    private void Execute(int from) => Execute(from, _flow.Commands.Length);

    private void Execute(int from, int end)
    {
        for (int at = from; at < end; at += BatchCommands)
        {
            int count = Math.Min(BatchCommands, end - at);
            _matcher.Execute(_flow.Commands.AsSpan(at, count), _outcomes.AsSpan(at, count));
        }
    }

    private long[] ExecuteTimed()
    {
        long[] latencies = new long[_flow.Commands.Length - _flow.Prefill];
        for (int index = 0; index < latencies.Length; index++)
        {
            int at = _flow.Prefill + index;
            long before = ProcessClock.NowNs;
            _matcher.Execute(_flow.Commands.AsSpan(at, 1), _outcomes.AsSpan(at, 1));
            latencies[index] = ProcessClock.NowNs - before;
        }

        Array.Sort(latencies);
        return latencies;
    }

    private OrderFlowReport Report(string engine, int tradesInPrefill)
    {
        Int128 volume = 0;
        Int128 notional = 0;
        foreach (OrderTrade trade in _matcher.Tape.Trades)
        {
            volume += trade.Lots;
            notional += (Int128)trade.PriceUnits * trade.Lots;
        }

        return new OrderFlowReport(
            _flow,
            engine,
            _matcher.Tape.Count,
            tradesInPrefill,
            volume,
            notional,
            HashTrades(),
            RestingBook.Of(_matcher.Resting()),
            new OutcomeCounts(_flow.Commands, _outcomes),
            Speed(0, 0, 0, []));
    }

    private ulong HashTrades()
    {
        FlowHash hash = new();
        foreach (OrderTrade trade in _matcher.Tape.Trades)
        {
            hash.Add(trade.Symbol);
            hash.Add(trade.TakerId);
            hash.Add(trade.MakerId);
            hash.Add(trade.PriceUnits);
            hash.Add(trade.Lots);
        }

        return hash.Value;
    }

    private FlowSpeed Speed(long cpuNs, long wallNs, long bytes, long[] latencies)
    {
        double timed = Math.Max(1, _flow.Commands.Length - _flow.Prefill);
        return new FlowSpeed(
            cpuNs / timed,
            wallNs / timed,
            Percentile(latencies, 0.5),
            Percentile(latencies, 0.99),
            Percentile(latencies, 0.999),
            Percentile(latencies, 1),
            bytes / timed);
    }

    private static long Percentile(long[] sorted, double share) =>
        sorted.Length == 0 ? 0 : sorted[(int)(share * (sorted.Length - 1))];
}
