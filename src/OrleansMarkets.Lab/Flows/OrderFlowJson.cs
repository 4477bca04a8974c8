using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OrleansMarkets.Lab.Flows;

/// <summary>The report of an order flow as one line of JSON.</summary>
internal static class OrderFlowJson
{
    /// <summary>Writes the line, without its end.</summary>
    public static string Write(OrderFlowReport report)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteString("engine", report.Engine);
            json.WriteNumber("file_seed", report.Flow.Seed);
            json.WriteNumber("symbols", report.Flow.Symbols);
            json.WriteNumber("commands", report.Flow.Commands.Length);
            json.WriteNumber("prefill", report.Flow.Prefill);
            WriteTrades(json, report);
            WriteBook(json, report.Book);
            WriteOutcomes(json, report.Outcomes);
            WriteSpeed(json, report.Speed);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteTrades(Utf8JsonWriter json, OrderFlowReport report)
    {
        json.WriteNumber("trades", report.Trades);
        json.WriteNumber("trades_in_prefill", report.TradesInPrefill);
        WriteInteger(json, "volume", report.VolumeLots);
        WriteInteger(json, "notional", report.Notional);
        WriteHash(json, "trades_hash", report.TradesHash);
    }

    private static void WriteBook(Utf8JsonWriter json, RestingBook book)
    {
        json.WriteNumber("resting", book.Orders);
        WriteInteger(json, "resting_qty", book.Lots);
        json.WriteNumber("levels", book.Levels);
        WriteHash(json, "book_hash", book.Hash);
    }

    private static void WriteOutcomes(Utf8JsonWriter json, OutcomeCounts outcomes)
    {
        json.WriteNumber("accepted", outcomes.Accepted);
        json.WriteNumber("rested", outcomes.Rested);
        json.WriteNumber("ioc_remainder_cancelled", outcomes.RemaindersDropped);
        json.WriteNumber("post_only_rejected", outcomes.PostOnlyRejected);
        json.WriteNumber("fok_killed", outcomes.FillOrKillKilled);
        json.WriteNumber("cancelled", outcomes.Cancelled);
        json.WriteNumber("cancel_rejected", outcomes.CancelRejected);
        json.WriteNumber("replaced", outcomes.Replaced);
        json.WriteNumber("replace_rejected", outcomes.ReplaceRejected);
    }

    private static void WriteSpeed(Utf8JsonWriter json, FlowSpeed speed)
    {
        json.WriteNumber("ns_per_command", Math.Round(speed.CpuNsPerCommand, 2));
        json.WriteNumber("wall_ns_per_command", Math.Round(speed.WallNsPerCommand, 2));
        json.WriteNumber("latency_p50_ns", speed.P50Ns);
        json.WriteNumber("latency_p99_ns", speed.P99Ns);
        json.WriteNumber("latency_p99_9_ns", speed.P999Ns);
        json.WriteNumber("latency_max_ns", speed.MaximumNs);
        json.WriteNumber("allocated_bytes_per_command", Math.Round(speed.AllocatedBytesPerCommand, 3));
    }

    // Integers of any size; the writer itself knows 64 bits.
    private static void WriteInteger(Utf8JsonWriter json, string name, Int128 value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value.ToString(CultureInfo.InvariantCulture));
    }

    private static void WriteHash(Utf8JsonWriter json, string name, ulong hash) =>
        json.WriteString(name, hash.ToString("x16", CultureInfo.InvariantCulture));
}
