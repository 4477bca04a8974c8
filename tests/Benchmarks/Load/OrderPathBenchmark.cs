using System.Globalization;
using Orleans;
using OrleansMarkets.Benchmarks.Report;
using OrleansMarkets.Benchmarks.Venue;

namespace OrleansMarkets.Benchmarks.Load;

/// <summary>Orders beside empty calls, in turn within each round, so that what else the machine does hits both.</summary>
internal static class OrderPathBenchmark
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(BenchmarkOptions options, TextWriter output, TextWriter progress)
    {
        await using BenchVenue venue = await BenchVenue.OpenAsync(options);
        ulong run = (ulong)TimeProvider.System.GetUtcNow().Ticks;
        var tally = new OrderTally();
        List<(string Name, IGrainFactory Factory)> clients = [];
        if (options.Only != "client")
        {
            clients.Add(("hosted", venue.HostedClient));
        }

        if (options.Only != "hosted" && RuntimeName.HasTransport)
        {
            clients.Add(("client", venue.Client));
        }

        var pairings = new List<Pairing>();
        foreach ((string name, IGrainFactory factory) in clients)
        {
            var many = new Pairing(name, options.Outstanding);
            var alone = new Pairing(name, 1);
            var lanes = LaneSet.Make(factory, options, run, tally);
            if (options.Only != "single")
            {
                pairings.Add(many);
                await CompareAsync(venue, options, progress, many, lanes);
            }

            pairings.Add(alone);
            await CompareAsync(venue, options, progress, alone, lanes.One());
            run++;
        }

        ResultTable.Write(output, options, pairings, tally);
    }

    private static async Task CompareAsync(
        BenchVenue venue, BenchmarkOptions options, TextWriter progress, Pairing pairing, LaneSet lanes)
    {
        await WarmUpAsync(lanes.Empty, "empty", options.WarmUp / 2);
        await WarmUpAsync(lanes.Orders, "orders", options.WarmUp);
        await WarmUpAsync(lanes.Singles, "single calls", options.WarmUp / 2);
        await WarmUpAsync(lanes.Typed, "typed orders", options.WarmUp / 2);
        ILane? flush = pairing.Outstanding > 1
            ? null
            : new FlushLane(
                await venue.Journal.OpenAsync("bench/flush", CancellationToken.None), await venue.AverageRecordBytesAsync());
        for (int round = 0; round < options.Rounds; round++)
        {
            pairing.Empty.Add(await RestThenMeasure(lanes.Empty, options));
            if (flush is not null)
            {
                pairing.Flushes.Add(await RestThenMeasure([flush], options));
            }

            long flushes = venue.Journal.Flushes;
            long calls = lanes.Calls;
            pairing.Orders.Add(await RestThenMeasure(lanes.Orders, options));
            double ordered = pairing.Orders[^1].PerSecond * options.Duration.TotalSeconds;
            pairing.CommandsPerCall.Add(ordered / Math.Max(1, lanes.Calls - calls));
            double perFlush = ordered / Math.Max(1, venue.Journal.Flushes - flushes);
            pairing.Singles.Add(await RestThenMeasure(lanes.Singles, options));
            pairing.Typed.Add(await RestThenMeasure(lanes.Typed, options));
            await progress.WriteLineAsync(Round(pairing, round, perFlush));
        }

        async Task WarmUpAsync(ILane[] some, string what, TimeSpan duration)
        {
            Sample warm = await LoadRun.MeasureAsync(some, duration);
            await progress.WriteLineAsync(FormattableString.Invariant($"{pairing.Client} warm-up: {what} {warm.PerSecond:0}/s"));
        }
    }

    private static string Round(Pairing pairing, int round, double perFlush)
    {
        Sample empty = pairing.Empty[^1];
        Sample ordered = pairing.Orders[^1];
        Sample single = pairing.Singles[^1];
        Sample typed = pairing.Typed[^1];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{pairing.Client} {pairing.Outstanding} round {round + 1}: "
            + $"empty {empty.PerSecond:0}/s cpu {empty.CpuMicrosecondsPerCall:0.00} us, "
            + $"orders {ordered.PerSecond:0}/s p50 {ordered.P50:0} us cpu {ordered.CpuMicrosecondsPerCall:0.00} us "
            + $"{ordered.BytesPerCall:0} bytes, {pairing.CommandsPerCall[^1]:0.0} a call, {perFlush:0.0} a flush; "
            + $"single calls {single.PerSecond:0}/s cpu {single.CpuMicrosecondsPerCall:0.00} us; "
            + $"typed {typed.PerSecond:0}/s cpu {typed.CpuMicrosecondsPerCall:0.00} us");
    }

    private static async Task<Sample> RestThenMeasure(ILane[] lanes, BenchmarkOptions options)
    {
        await Task.Delay(Between);
        return await LoadRun.MeasureAsync(lanes, options.Duration);
    }
}
