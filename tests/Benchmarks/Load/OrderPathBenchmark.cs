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
            ILane[] empty = Lanes(options, (account, seed) => new EmptyLane(factory, account, new OrderMix(run, seed)));
            ILane[] orders = Lanes(options, (account, seed) => new OrderLane(factory, account, new OrderMix(run, seed), tally));
            if (options.Only != "single")
            {
                pairings.Add(many);
                await CompareAsync(venue, options, progress, many, empty, orders);
            }

            pairings.Add(alone);
            await CompareAsync(venue, options, progress, alone, empty[..1], orders[..1]);
            run++;
        }

        ResultTable.Write(output, options, pairings, tally);
    }

    private static ILane[] Lanes(BenchmarkOptions options, Func<long, int, ILane> make) =>
        [.. Enumerable.Range(0, options.Outstanding).Select(lane => make((lane % options.Accounts) + 1, lane + 1))];

    private static async Task CompareAsync(
        BenchVenue venue, BenchmarkOptions options, TextWriter progress, Pairing pairing, ILane[] empty, ILane[] orders)
    {
        Sample warm = await LoadRun.MeasureAsync(empty, options.WarmUp / 2);
        await progress.WriteLineAsync(FormattableString.Invariant($"{pairing.Client} warm-up: empty {warm.PerSecond:0}/s"));
        warm = await LoadRun.MeasureAsync(orders, options.WarmUp);
        await progress.WriteLineAsync(FormattableString.Invariant($"{pairing.Client} warm-up: orders {warm.PerSecond:0}/s"));
        ILane? flush = pairing.Outstanding > 1
            ? null
            : new FlushLane(
                await venue.Journal.OpenAsync("bench/flush", CancellationToken.None), await venue.AverageRecordBytesAsync());
        for (int round = 0; round < options.Rounds; round++)
        {
            pairing.Empty.Add(await RestThenMeasure(empty, options));
            if (flush is not null)
            {
                pairing.Flushes.Add(await RestThenMeasure([flush], options));
            }

            long flushes = venue.Journal.Flushes;
            pairing.Orders.Add(await RestThenMeasure(orders, options));
            flushes = Math.Max(1, venue.Journal.Flushes - flushes);
            await progress.WriteLineAsync(Round(pairing, round, options.Duration.TotalSeconds / flushes));
        }
    }

    private static string Round(Pairing pairing, int round, double secondsPerFlush)
    {
        Sample empty = pairing.Empty[^1];
        Sample ordered = pairing.Orders[^1];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{pairing.Client} {pairing.Outstanding} round {round + 1}: "
            + $"empty {empty.PerSecond:0}/s cpu {empty.CpuMicrosecondsPerCall:0.00} us, "
            + $"orders {ordered.PerSecond:0}/s p50 {ordered.P50:0} us cpu {ordered.CpuMicrosecondsPerCall:0.00} us "
            + $"{ordered.BytesPerCall:0} bytes, {ordered.PerSecond * secondsPerFlush:0.0} a flush");
    }

    private static async Task<Sample> RestThenMeasure(ILane[] lanes, BenchmarkOptions options)
    {
        await Task.Delay(Between);
        return await LoadRun.MeasureAsync(lanes, options.Duration);
    }
}
