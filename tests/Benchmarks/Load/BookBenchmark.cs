using System.Globalization;
using System.Text.Json;
using OrleansMarkets.Benchmarks.Report;
using OrleansMarkets.Benchmarks.Venue;
using OrleansMarkets.Contracts.OrderBooks;

namespace OrleansMarkets.Benchmarks.Load;

/// <summary>
/// A book's grain with its journal alone: batches of commands straight to it, from within its silo as couriers send them, one batch under
/// way at a time, each answered when it is flushed.
/// </summary>
internal static class BookBenchmark
{
    private static readonly int[] BatchSizes = [1, 64, 1_024];
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(BenchmarkOptions options, TextWriter output, TextWriter progress)
    {
        await using BenchVenue venue = await BenchVenue.OpenAsync(options);
        var tally = new OrderTally();
        ulong run = (ulong)TimeProvider.System.GetUtcNow().Ticks;
        ILane[] lanes = [.. BatchSizes.Select((size, i) =>
        {
            // A market each: a lane numbers the calls of its accounts by itself.
            IOrderBookGrain book = venue.HostedClient.GetGrain<IOrderBookGrain>(BenchMarkets.Symbols[i]);
            return new BookLane(book, options.Accounts, size, new OrderMix(run, i + 1), tally);
        })];
        foreach (ILane lane in lanes)
        {
            await LoadRun.MeasureAsync([lane], options.WarmUp / lanes.Length);
        }

        List<Sample>[] samples = [.. BatchSizes.Select(_ => new List<Sample>())];
        for (int round = 0; round < options.Rounds; round++)
        {
            for (int i = 0; i < lanes.Length; i++)
            {
                await Task.Delay(Between);
                samples[i].Add((await LoadRun.MeasureAsync([lanes[i]], options.Duration)).PerCommand(BatchSizes[i]));
                await progress.WriteLineAsync(FormattableString.Invariant(
                    $"round {round + 1}: {BatchSizes[i]} a batch: {samples[i][^1].PerSecond:0} commands/s"));
            }
        }

        await WriteAsync(output, options, samples, tally, await venue.AverageRecordBytesAsync());
    }

    private static async Task WriteAsync(
        TextWriter output, BenchmarkOptions options, List<Sample>[] samples, OrderTally tally, int recordBytes)
    {
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"runtime {RuntimeName.Value}; .NET {Environment.Version}; {Environment.ProcessorCount} cores; {options.Accounts} accounts; "
            + $"records of {recordBytes} bytes; medians of {options.Rounds} rounds of {options.Duration.TotalSeconds:0.#} s"));
        await output.WriteLineAsync($"answers: {tally.Describe()}");
        await output.WriteLineAsync("batch    commands/s  batch p50 us  batch p99 us  bytes/command  cpu us/command");
        for (int i = 0; i < samples.Length; i++)
        {
            Sample m = Sample.Median(samples[i]);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{BatchSizes[i],5} {m.PerSecond,13:0} {m.P50,13:0.0} {m.P99,13:0.0} {m.BytesPerCall,14:0} "
                + $"{m.CpuMicrosecondsPerCall,15:0.00}"));
        }

        for (int i = 0; i < samples.Length; i++)
        {
            Sample m = Sample.Median(samples[i]);
            await output.WriteLineAsync(JsonSerializer.Serialize(
                new
                {
                    Runtime = RuntimeName.Value,
                    Part = "book",
                    Batch = BatchSizes[i],
                    CommandsPerSecond = m.PerSecond,
                    BatchP50 = m.P50,
                    BatchP99 = m.P99,
                    BytesPerCommand = m.BytesPerCall,
                    CpuMicrosecondsPerCommand = m.CpuMicrosecondsPerCall,
                },
                ResultTable.Compact));
        }
    }
}
